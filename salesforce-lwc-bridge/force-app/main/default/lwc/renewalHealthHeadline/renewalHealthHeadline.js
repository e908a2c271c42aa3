import { LightningElement, api } from 'lwc';
import { bandWord, fill, labels, number, percent, signed, tierWord } from 'c/renewalHealthWords';

/** What is read in five seconds: score, band, tier, change, and how much data is behind it. All of it from the record's own fields. */
export default class RenewalHealthHeadline extends LightningElement {
  @api score;
  @api band;
  /** Null: no open renewal in the window. Undefined: not to be seen, and left out. */
  @api tier;
  /** Points in 30 days. */
  @api change;
  /** 0 to 1. */
  @api coverage;
  /** What the score could be if all data were there; null when that is not known. */
  @api low;
  @api high;
  @api asOf;
  labels = labels;

  get bandText() {
    return bandWord(this.band);
  }
  get hasTier() {
    return this.tier !== undefined;
  }
  get tierText() {
    return this.tier === null ? labels.tierNone : tierWord(this.tier);
  }
  get hasChange() {
    return typeof this.change === 'number';
  }
  get changeText() {
    return fill(labels.in30Days, signed(this.change));
  }
  get arrow() {
    if (this.change === 0) return '';
    return this.change > 0 ? '▲' : '▼';
  }
  get arrowText() {
    if (this.change === 0) return '';
    return this.change > 0 ? labels.pointsUp : labels.pointsDown;
  }
  get changeClass() {
    if (this.change === 0) return 'change';
    return this.change > 0 ? 'change rising' : 'change falling';
  }
  get asOfText() {
    return this.asOf ? fill(labels.asOf, this.asOf) : '';
  }
  get coverageText() {
    if (typeof this.coverage !== 'number') return '';
    const share = fill(labels.coverage, percent(this.coverage * 100));
    const isOpen = typeof this.low === 'number' && typeof this.high === 'number' && this.low !== this.high;
    return isOpen && this.score !== null
      ? `${share}, ${fill(labels.bounds, number(this.low), number(this.high))}`
      : share;
  }
}
