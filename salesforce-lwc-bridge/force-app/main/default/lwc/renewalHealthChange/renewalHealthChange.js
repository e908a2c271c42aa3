import { LightningElement, api } from 'lwc';
import { labels, signed } from 'c/renewalHealthWords';

/** What changed in one sentence, and below it the parts, whose points sum to the change. */
export default class RenewalHealthChange extends LightningElement {
  @api sentence;
  @api lines = [];
  labels = labels;
  get shown() {
    return this.lines.map((line, place) => ({
      ...line,
      key: `${place}`,
      amount: line.points === null ? '' : signed(line.points),
    }));
  }
}
