import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import { dayWithDistance, fill, labels } from 'c/renewalHealthWords';

/** One renewal: the tier that counts beside the calculated one and the one set by people, why, when, and what would lift it. */
export default class RenewalHealthRenewal extends NavigationMixin(LightningElement) {
  /** As the record's detail has it. */
  @api renewal;
  /** Name the renewal and lead to its record: not on the renewal's own page. */
  @api linked = false;
  labels = labels;
  url = '';

  async connectedCallback() {
    if (this.linked) this.url = await this[NavigationMixin.GenerateUrl](this.page);
  }
  get page() {
    return {
      type: 'standard__recordPage',
      attributes: { recordId: this.renewal.id, objectApiName: 'Opportunity', actionName: 'view' },
    };
  }
  open(event) {
    event.preventDefault();
    this[NavigationMixin.Navigate](this.page);
  }

  get human() {
    const { human } = this.renewal;
    if (human === null) return { code: null, word: labels.notSet, sentence: '' };
    return { ...human, word: human.isExpired ? fill(labels.expired, human.label) : human.label };
  }
  get final() {
    return this.renewal.final ?? { code: null, label: labels.tierNone };
  }
  get machine() {
    return this.renewal.machine ?? { code: null, label: labels.tierNone };
  }
  get facts() {
    const { date, arr, milestone, leadBy } = this.renewal;
    return [
      { label: labels.renewalDate, value: date === '' ? '' : dayWithDistance(date) },
      { label: labels.arr, value: arr },
      { label: labels.milestone, value: milestone },
      { label: labels.lead, value: leadBy },
    ].filter(({ value }) => value !== '');
  }
}
