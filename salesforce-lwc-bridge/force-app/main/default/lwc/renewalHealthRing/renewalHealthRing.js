import { LightningElement, api } from 'lwc';
import { toneOf } from 'c/renewalHealthTones';
import { bandWord, fill, labels } from 'c/renewalHealthWords';

/** The score as an arc of a ring, with the number inside and the band as words for screen readers. */
export default class RenewalHealthRing extends LightningElement {
  /** 0-100; null without a score. */
  @api score;
  @api band;

  get hasScore() {
    return typeof this.score === 'number';
  }
  get text() {
    const band = bandWord(this.band);
    return this.hasScore ? fill(labels.ringText, this.score, band) : fill(labels.ringNoScore, band);
  }
  get shown() {
    return this.hasScore ? String(this.score) : '–';
  }
  /** The circle's `pathLength` is 100: the arc is as long as the score. */
  get dash() {
    return `${this.hasScore ? this.score : 0} 100`;
  }
  get arcClass() {
    return `arc ${toneOf(this.band)}`;
  }
}
