import { LightningElement, api } from 'lwc';
import { labels, number } from 'c/renewalHealthWords';

const sum = (values) => values.reduce((total, value) => total + (value ?? 0), 0);

const withoutScore = ({ state }) => (state === 'not_applicable' ? labels.notApplicable : labels.noData);

/** Every measure with the points it gives and leaves: the given ones sum to the score, the missing ones to the rest of 100. */
export default class RenewalHealthMeasures extends LightningElement {
  @api measures = [];
  @api score;
  labels = labels;

  get rows() {
    return this.measures.map((measure, place) => ({
      ...measure,
      key: `${place} ${measure.id}`,
      scoreText: measure.score === null ? withoutScore(measure) : number(measure.score),
      pointsText: measure.points === null ? '–' : number(measure.points),
      missingText: measure.missing === null ? '–' : number(measure.missing),
    }));
  }
  get hasScore() {
    return typeof this.score === 'number';
  }
  get pointsTotal() {
    return number(sum(this.measures.map(({ points }) => points)));
  }
  get missingTotal() {
    return number(sum(this.measures.map(({ missing }) => missing)));
  }
}
