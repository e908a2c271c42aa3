import { forecastTiers, overrideReasons } from '../accounts/account.ts';
import { healthBands } from '../accounts/health.ts';
import type { FieldShape } from '../crm-fields/health-presenter.ts';
import type { ValueType } from '../crm-fields/parse-value.ts';
import { overrideFields } from '../crm-fields/override-fields.ts';
import type { WrittenObject } from './objects.ts';

/** A field of the package as the product knows it; the package itself is salesforce-lwc-bridge. */
export interface WrittenField extends FieldShape {
  /** The product's name, such as renewal_tier. */
  readonly name: string;
  /** Too long to read with every page: a query that selects one gets short pages. */
  readonly isLong: boolean;
  /** Filled by people: read, and written only on their behalf. */
  readonly input: boolean;
}

/** The product's name in Salesforce's spelling: renewal_health_change_30d is Renewal_Health_Change_30d__c. */
export const apiName = (name: string): string =>
  `${name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_')}__c`;

export const detailField = 'renewal_health_detail';
/** Longest explanation: Bulk takes 32,000 characters a field, whatever the field holds. */
export const detailLength = 32_000;

type Row = readonly [name: string, type: ValueType, length?: number, codes?: readonly string[]];

const anyLength = 255;
const trends = ['rising', 'steady', 'falling'];
const score: Row = ['renewal_health_score', 'number'];
const band: Row = ['renewal_health_band', 'enumeration', anyLength, healthBands];
const tier: Row = ['renewal_tier', 'enumeration', anyLength, forecastTiers];
const revision: Row = ['renewal_health_revision', 'number'];
const detail: Row = [detailField, 'string', detailLength];

const rows: Readonly<Record<WrittenObject, readonly Row[]>> = {
  Account: [
    score,
    band,
    ['renewal_health_change_30d', 'number'],
    ['renewal_health_trend', 'enumeration', anyLength, trends],
    ['renewal_health_coverage', 'number'],
    ['renewal_health_product', 'number'],
    ['renewal_health_relationship', 'number'],
    ['renewal_health_support', 'number'],
    ['renewal_health_business', 'number'],
    ['renewal_health_top_risk', 'string', 80],
    ['renewal_health_drivers', 'string', 4_096],
    ['renewal_health_change_reason', 'string', 2_048],
    ['renewal_health_next_step', 'string', 1_024],
    ['renewal_health_expansion', 'bool'],
    ['renewal_health_scored_at', 'datetime'],
    ['renewal_health_scorecard', 'string', 60],
    revision,
    ['renewal_next_date', 'date'],
    tier,
    ['renewal_arr_at_risk', 'number'],
    detail,
  ],
  Opportunity: [
    tier,
    ['renewal_tier_machine', 'enumeration', anyLength, forecastTiers],
    ['renewal_tier_reason', 'string', 1_024],
    ['renewal_tier_changed_at', 'datetime'],
    score,
    band,
    ['renewal_probability', 'number'],
    revision,
    detail,
  ],
};

const inputRows: Readonly<Record<WrittenObject, readonly Row[]>> = {
  Account: [],
  Opportunity: [
    [overrideFields.tier, 'enumeration', anyLength, forecastTiers],
    [overrideFields.reason, 'enumeration', anyLength, overrideReasons],
    [overrideFields.until, 'date'],
  ],
};

const toField =
  (input: boolean) =>
  ([name, type, length = anyLength, codes]: Row): WrittenField => ({
    ...{ name, type, length, input },
    codes: codes === undefined ? null : new Set(codes),
    isLong: length > anyLength,
  });

export const writtenFields: Readonly<Record<WrittenObject, readonly WrittenField[]>> = {
  Account: [...rows.Account.map(toField(false)), ...inputRows.Account.map(toField(true))],
  Opportunity: [...rows.Opportunity.map(toField(false)), ...inputRows.Opportunity.map(toField(true))],
};

/** What is compared and kept: everything of ours but the explanation, which follows the rest, and people's inputs. */
export const comparedFields = (object: WrittenObject): readonly WrittenField[] =>
  writtenFields[object].filter(({ name, input }) => !input && name !== detailField);
