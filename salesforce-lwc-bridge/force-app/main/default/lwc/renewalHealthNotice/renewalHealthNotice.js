import { LightningElement, api } from 'lwc';
import { iconOfTone } from 'c/renewalHealthTones';

/** Something the reader must know before the rest: a warning about the account, or about what is shown. */
export default class RenewalHealthNotice extends LightningElement {
  /** "info", "warning", "error" or "success". */
  @api tone = 'info';
  @api heading;
  @api text;
  get boxClass() {
    return `box ${this.tone}`;
  }
  get icon() {
    return iconOfTone(this.tone);
  }
}
