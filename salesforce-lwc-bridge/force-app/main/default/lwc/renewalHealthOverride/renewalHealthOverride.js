import { LightningElement, api } from 'lwc';
import { overrideFields } from 'c/renewalHealthFields';
import { labels, today } from 'c/renewalHealthWords';

const { tier, reason, until } = overrideFields;
const cleared = { [tier.fieldApiName]: null, [reason.fieldApiName]: null, [until.fieldApiName]: null };

/** The reader's own forecast: tier, reason and last day, or back to the calculated one. Written by Salesforce itself, with the user's own rights. */
export default class RenewalHealthOverride extends LightningElement {
  @api recordId;
  /** A tier is set, so that there is something to go back from. */
  @api isSet = false;
  labels = labels;
  fields = overrideFields;
  problem = '';
  isSaved = false;

  get hasNothingToClear() {
    return !this.isSet;
  }

  check(event) {
    event.preventDefault();
    const { fields } = event.detail;
    this.isSaved = false;
    this.problem = problemOf(fields);
    if (this.problem === '') this.form.submit(fields);
  }
  clear() {
    this.isSaved = false;
    this.problem = '';
    this.form.submit(cleared);
  }
  saved() {
    this.isSaved = true;
  }
  /** Salesforce says what it refused in `detail`, and for single fields in `output`. */
  failed(event) {
    const { message, detail, output } = event.detail;
    const ofFields = Object.values(output?.fieldErrors ?? {}).flat();
    const texts = [detail || message, ...ofFields.map((error) => error.message)];
    this.problem = [...new Set(texts)].filter(Boolean).join(' ');
  }
  get form() {
    return this.template.querySelector('lightning-record-edit-form');
  }
}

function problemOf(fields) {
  if (!fields[tier.fieldApiName]) return labels.overrideChooseTier;
  const last = fields[until.fieldApiName];
  return last && last < today() ? labels.overridePast : '';
}
