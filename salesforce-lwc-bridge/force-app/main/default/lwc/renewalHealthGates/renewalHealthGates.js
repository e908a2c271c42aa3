import { LightningElement, api } from 'lwc';
import { fill, labels } from 'c/renewalHealthWords';

/** Facts that overrule the score, each with its evidence and what it does to the forecast. */
export default class RenewalHealthGates extends LightningElement {
  @api gates = [];
  get shown() {
    return this.gates.map((gate, place) => ({
      ...gate,
      key: `${place} ${gate.id}`,
      heading: `${labels.warning}: ${gate.name}`,
      tone: gate.caps?.code === 'at_risk' ? 'error' : 'warning',
      text: [gate.sentence, gate.caps && fill(labels.caps, gate.caps.label)].filter(Boolean).join(' '),
    }));
  }
}
