import { LightningElement, api } from 'lwc';
import { labels, signed } from 'c/renewalHealthWords';

/** The strongest measures on either side, in the order of the assessment, with what each does to the score. */
export default class RenewalHealthDrivers extends LightningElement {
  @api measures = [];
  /** Ids of measures, strongest first. */
  @api up = [];
  @api down = [];
  labels = labels;

  get sides() {
    return [
      { key: 'down', heading: labels.down, otherwise: labels.nothingDown, drivers: this.pick(this.down) },
      { key: 'up', heading: labels.up, otherwise: labels.nothingUp, drivers: this.pick(this.up) },
    ].map((side) => ({ ...side, isEmpty: side.drivers.length === 0 }));
  }

  pick(ids) {
    const byId = new Map(this.measures.map((measure) => [measure.id, measure]));
    return ids
      .map((id) => byId.get(id))
      .filter((measure) => measure !== undefined)
      .map((measure) => ({ ...measure, amount: measure.effect === null ? '' : signed(measure.effect) }));
  }
}
