import { LightningElement, api } from 'lwc';
import { fill, labels, number, percent } from 'c/renewalHealthWords';

/** The score of each area as a bar and a number. */
export default class RenewalHealthAreas extends LightningElement {
  /** `{id, name, score, weight, coverage}`; weight and coverage are null where only the record's own fields are known. */
  @api areas = [];
  labels = labels;
  get rows() {
    return this.areas.map(({ id, name, score, weight, coverage }) => ({
      key: id,
      name,
      scoreText: score === null ? labels.noData : number(score),
      barStyle: `inline-size: ${Math.min(Math.max(score ?? 0, 0), 100)}%`,
      note: weight === null || coverage === null ? '' : fill(labels.areaText, number(weight), percent(coverage)),
    }));
  }
}
