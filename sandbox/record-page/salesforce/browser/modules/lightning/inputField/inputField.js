import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';

const shown = new Set();
/** The inputs of the form: a page has one. */
export const inputsShown = () => [...shown];

/** One field of the record with the label and the choices that the org gives it in the user's language. */
export default class InputField extends LightningElement {
  @api fieldName;
  value = '';

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
  receive({ data }) {
    if (data !== undefined) this.value = data.fields[this.name]?.value ?? '';
  }
  connectedCallback() {
    shown.add(this);
  }
  disconnectedCallback() {
    shown.delete(this);
  }

  get recordId() {
    return globalThis.salesforcePage.recordId;
  }
  get fields() {
    return [this.fieldName];
  }
  get name() {
    return this.fieldName.fieldApiName;
  }
  get field() {
    return globalThis.salesforcePage.inputs[this.name];
  }
  get label() {
    return this.field.label;
  }
  get isDate() {
    return this.field.options === null;
  }
  get options() {
    const options = [{ value: '', label: '--' }, ...this.field.options];
    return options.map((option) => ({ ...option, isSelected: option.value === this.value }));
  }
  reset(fields) {
    if (this.name in fields) this.value = fields[this.name] ?? '';
  }
  changed(event) {
    this.value = event.target.value;
  }
}
