import { LightningElement, api } from 'lwc';
import { iconOf, toneOf } from 'c/renewalHealthTones';

/** A band or a tier: what it is of, its word, and a sign of its own shape, so that nothing is told by colour alone. */
export default class RenewalHealthTag extends LightningElement {
  /** What the word is of, e.g. "Forecast tier". */
  @api label;
  /** A band or tier; null for none. */
  @api code;
  @api word;
  /** A colon stands in the text, not in the style: screen readers read both as one line. */
  get labelText() {
    return `${this.label}:`;
  }
  get tagClass() {
    return `tag ${toneOf(this.code)}`;
  }
  get icon() {
    return iconOf(this.code);
  }
}
