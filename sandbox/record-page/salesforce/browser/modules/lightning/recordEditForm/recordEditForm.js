import { LightningElement, api } from 'lwc';
import { updateRecord } from 'lightning/uiRecordApi';
import { inputsShown } from 'lightning/inputField';

/** Stands in for Salesforce's form, which no package brings: collects the inputs in its slot, asks before it submits, and saves by the org's API. */
export default class RecordEditForm extends LightningElement {
  @api objectApiName;
  @api recordId;

  @api async submit(fields) {
    try {
      await updateRecord({ recordId: this.recordId, fields });
      for (const input of inputsShown()) input.reset(fields);
      this.dispatchEvent(new CustomEvent('success', { detail: { id: this.recordId } }));
    } catch (answer) {
      const message = answer?.[0]?.message ?? String(answer);
      this.dispatchEvent(new CustomEvent('error', { detail: { message, detail: message, output: {} } }));
    }
  }

  clicked(event) {
    if (event.target.type === 'submit') this.ask(event);
  }
  ask(event) {
    event.preventDefault();
    const fields = Object.fromEntries(inputsShown().map(({ name, value }) => [name, value === '' ? null : value]));
    const goesOn = this.dispatchEvent(new CustomEvent('submit', { detail: { fields }, cancelable: true }));
    if (goesOn) this.submit(fields);
  }
}
