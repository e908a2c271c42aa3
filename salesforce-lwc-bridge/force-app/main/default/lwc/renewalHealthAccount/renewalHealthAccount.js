import { LightningElement, api, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import FORM_FACTOR from '@salesforce/client/formFactor';
import { isStale, noteOnDetail, readDetail } from 'c/renewalHealthDetail';
import { accountFields, optional, valuesOf } from 'c/renewalHealthFields';
import { day, dayAndTime, dayOf, dayWithDistance, fill, labels, language, number } from 'c/renewalHealthWords';

const score = [accountFields.score];
const others = optional(accountFields);

const areaNames = {
  product: labels.areaProduct,
  relationship: labels.areaRelationship,
  support: labels.areaSupport,
  business: labels.areaBusiness,
};

/** An account's health on its record page: score, tier and next step from the record's own fields, the explanation from the detail written beside them. */
export default class RenewalHealthAccount extends LightningElement {
  @api recordId;
  /** Leave out the people of the account: set on pages that colleagues outside the account team open. */
  @api hidePeople = false;
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
    return valuesOf(this.record, accountFields);
  }
  get hasScore() {
    return typeof this.values.score === 'number';
  }
  get band() {
    return this.values.band ?? null;
  }
  get isNotScored() {
    return !this.hasScore && this.band === null;
  }
  get isTooLittle() {
    return !this.hasScore && this.band !== null;
  }

  get detail() {
    return readDetail(this.values.detail, language);
  }
  get isExplained() {
    return this.detail.state === 'read';
  }
  get health() {
    return this.detail.health;
  }
  get note() {
    return noteOnDetail(this.detail, this.values.score);
  }
  get stale() {
    const { scoredAt } = this.values;
    return isStale(scoredAt, Date.now()) ? fill(labels.staleTitle, dayOf(scoredAt)) : '';
  }

  get asOf() {
    const { scoredAt } = this.values;
    return this.health.asOfText || (scoredAt ? dayOf(scoredAt) : '');
  }
  get hasTrend() {
    return this.health.trend.some((point) => point.score !== null);
  }
  get changeSentence() {
    if (!this.hasScore) return '';
    return this.health.change.sentence || this.values.changeReason || '';
  }
  get changeLines() {
    return this.health.change.lines;
  }
  get nextStep() {
    return this.health.nextStep || this.values.nextStep || '';
  }
  /** Of the explanation, which knows weights too; else of the record's own fields, as far as the user may see them. */
  get areas() {
    if (this.health.groups.length > 0) return this.health.groups;
    return ['product', 'relationship', 'support', 'business']
      .filter((id) => this.values[id] !== undefined)
      .map((id) => ({ id, name: areaNames[id], score: this.values[id], weight: null, coverage: null }));
  }
  get hasAreas() {
    return this.areas.some((area) => area.score !== null);
  }
  get hasGates() {
    return this.health.gates.length > 0;
  }
  get missing() {
    return this.health.measures.filter(({ state }) => state === 'no_data');
  }
  get hasDrivers() {
    return this.hasScore && this.isExplained;
  }
  get renewals() {
    return this.health.renewals.map((renewal, place) => ({ renewal, key: `${place} ${renewal.id}` }));
  }
  get hasRenewals() {
    return this.health.renewals.length > 0;
  }
  /** On a telephone everything below the next step is opened on demand. */
  get isLarge() {
    return FORM_FACTOR !== 'Small';
  }
  get showsPeople() {
    return !this.hidePeople;
  }
  /** What the record's own fields say of the rest. */
  get facts() {
    const { drivers, nextDate, arrAtRisk } = this.values;
    return [
      { label: labels.drivers, value: drivers },
      { label: labels.nextRenewal, value: nextDate ? dayWithDistance(nextDate) : null },
      { label: labels.arrAtRisk, value: arrAtRisk ? number(arrAtRisk) : null },
    ].filter(({ value }) => Boolean(value));
  }
  get footer() {
    const { scoredAt, scorecard } = this.values;
    return [
      scoredAt ? fill(labels.scoredAt, dayAndTime(scoredAt)) : '',
      scorecard ? fill(labels.scorecard, scorecard) : '',
    ]
      .filter((part) => part !== '')
      .join(' · ');
  }
  get trendRows() {
    return this.health.trend.map((point) => ({
      day: point.day,
      dayText: day(point.day),
      scoreText: point.score === null ? labels.noScore : number(point.score),
    }));
  }
}
