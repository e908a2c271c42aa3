import { LightningElement, api } from 'lwc';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { labels } from 'c/renewalHealthWords';

/** What Salesforce answers when the score field, or the record, is not this user's to see. */
const hidden = ['INVALID_FIELD', 'INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY', 'NOT_FOUND'];

/** The card around either page's content: title, refresh, and what stands in its place while there is nothing to show. */
export default class RenewalHealthFrame extends LightningElement {
  @api heading;
  @api iconName;
  @api recordId;
  /** As the wire gave it. */
  @api error;
  @api loading = false;
  labels = labels;

  get isHidden() {
    if (!this.error) return false;
    const { status, body } = this.error;
    const codes = [body, ...(Array.isArray(body) ? body : [])].map((part) => part?.errorCode);
    return status === 403 || codes.some((code) => hidden.includes(code));
  }
  get isFailed() {
    return Boolean(this.error) && !this.isHidden;
  }
  get isShown() {
    return !this.error && !this.loading;
  }
  async refresh() {
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
