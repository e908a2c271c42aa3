import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import { noteOnDetail, readDetail } from 'c/renewalHealthDetail';
import { opportunityFields, optional, valuesOf } from 'c/renewalHealthFields';
import { bandWord, dayOf, fill, labels, language, tierWord, today } from 'c/renewalHealthWords';

const score = [opportunityFields.score];
const others = optional(opportunityFields);
const asTier = (code) => (code ? { code, label: tierWord(code) } : null);
const tierless = ['not_in_window', 'insufficient_data'];
/** Why there is no tier ("not in window") is a word of the explanation; the field is empty then. */
const noTier = (explained) => (explained && tierless.includes(explained.code) ? { ...explained, code: null } : null);

/** One renewal's forecast on its record page: the tiers from the record's own fields, why and what would lift it, and the form for the reader's own tier. */
export default class RenewalHealthOpportunity extends LightningElement {
  @api recordId;
  labels = labels;
  record;
  error;

  @wire(getRecord, { recordId: '$recordId', fields: score, optionalFields: others })
  receive({ data, error }) {
    this.record = data;
    this.error = error;
  }

  get isLoading() {
    return this.record === undefined && this.error === undefined;
  }
  get values() {
    return valuesOf(this.record, opportunityFields);
  }
  get isNotForecast() {
    const { tier, machine, reason, band } = this.values;
    return !tier && !machine && !reason && !band;
  }

  get detail() {
    return readDetail(this.values.detail, language);
  }
  get health() {
    return this.detail.health;
  }
  get note() {
    return noteOnDetail(this.detail, this.values.score);
  }
  /** The detail of this opportunity holds this renewal only; the tiers are the record's own, which people filter by. */
  get renewal() {
    const explained = this.health.renewals[0] ?? { date: '', arr: '', milestone: '', leadBy: '', lift: '' };
    const { tier, machine, reason } = this.values;
    return {
      ...explained,
      final: asTier(tier) ?? noTier(explained.final),
      machine: asTier(machine) ?? noTier(explained.machine),
      human: explained.human ?? this.written,
      reason: explained.reason || reason || '',
    };
  }
  /** What people have set since the explanation was written, or without one. */
  get written() {
    const { overrideTier, overrideUntil } = this.values;
    const tier = asTier(overrideTier);
    return tier === null
      ? null
      : { ...tier, isExpired: Boolean(overrideUntil) && overrideUntil < today(), sentence: '' };
  }
  get isOverridden() {
    return Boolean(this.values.overrideTier);
  }
  /** Not where the user may not see the field: Salesforce would refuse the form. */
  get showsOverride() {
    return this.values.overrideTier !== undefined;
  }

  get band() {
    return this.values.band ?? null;
  }
  get bandText() {
    return bandWord(this.band);
  }
  get hasBand() {
    return this.band !== null;
  }
  get hasGates() {
    return this.health.gates.length > 0;
  }
  get footer() {
    const { changedAt } = this.values;
    const { asOfText } = this.health;
    return [asOfText && fill(labels.asOf, asOfText), changedAt && fill(labels.tierSince, dayOf(changedAt))]
      .filter(Boolean)
      .join(' · ');
  }
}
