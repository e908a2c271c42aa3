import { LightningElement, api } from 'lwc';

/** A part that opens on demand. The browser's own disclosure: keyboard, screen readers and find-in-page come with it. */
export default class RenewalHealthSection extends LightningElement {
  @api heading;
  /** Open from the start. */
  @api opened = false;
}
