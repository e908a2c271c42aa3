import type { Locale } from '../accounts/connection.ts';
import { foreignText, withoutEmail } from './foreign-text.ts';
import { formatOf, type Format } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

/** The codes of ports/crm.ts, mirrored: sentences know the vocabulary only. `test/unit/messages.test.ts` holds the two lists together. */
export type CrmFaultCode =
  | 'wrong_token'
  | 'token_expired'
  | 'token_revoked'
  | 'disconnected'
  | 'app_refused'
  | 'lease_lost'
  | 'other_portal'
  | 'missing_scope'
  | 'rate_limited'
  | 'daily_limit'
  | 'call_budget_spent'
  | 'record_not_found'
  | 'mapped_field_missing'
  | 'property_type_clash'
  | 'property_limit_reached'
  | 'package_missing'
  | 'refused_by_crm'
  | 'unreachable'
  | 'timeout'
  | 'server_error'
  | 'unexpected_answer';
/** The kinds of the storage error, mirrored for the same reason. */
export type StorageFaultKind =
  | 'locked'
  | 'corrupt'
  | 'unreachable'
  | 'too_old'
  | 'newer_schema'
  | 'full'
  | 'conflict'
  | 'stopped'
  | 'not_writable'
  | 'occupied'
  | 'unsupported'
  | 'bad_backup';

/** Faults that are mended elsewhere in Salesforce than in HubSpot. */
const wordedForSalesforce = [
  'wrong_token',
  'token_revoked',
  'disconnected',
  'app_refused',
  'other_portal',
  'missing_scope',
  'daily_limit',
  'mapped_field_missing',
  'unreachable',
] as const satisfies readonly CrmFaultCode[];
type WordedForSalesforce = (typeof wordedForSalesforce)[number];
const isWordedForSalesforce = (code: CrmFaultCode): code is WordedForSalesforce =>
  wordedForSalesforce.some((worded) => worded === code);

type CrmParams = Readonly<Record<CrmDetail, string>>;
type CrmDetail = (typeof crmDetails)[number];
const crmDetails = [
  'scope',
  'object',
  'field',
  'property',
  'found',
  'expected',
  'limit',
  'used',
  'needed',
  'host',
  'call',
  'status',
  'reason',
] as const;
type StorageParams = Readonly<Record<StorageDetail, string>>;
type StorageDetail = (typeof storageDetails)[number];
const storageDetails = ['where', 'found', 'needed'] as const;

export interface ErrorTexts {
  readonly crm: Texts<Readonly<Record<CrmFaultCode, CrmParams>>>;
  readonly salesforce: Texts<Readonly<Record<WordedForSalesforce, CrmParams>>>;
  readonly storage: Texts<Readonly<Record<StorageFaultKind, StorageParams>>>;
  /** What stands where the error did not say. */
  readonly unknown: Labels<CrmDetail | StorageDetail>;
  /** The CRM's and our own words for record types. */
  readonly objects: Readonly<Record<string, string>>;
  readonly fieldTypes: Readonly<Record<string, string>>;
}
export type Details = Readonly<Record<string, string | number>>;

/** What went wrong outside the product: what happened, where, and how to mend it. */
export function createErrorSentences(locale: Locale, texts: ErrorTexts) {
  const format = formatOf(locale);
  const crm = createSay<Readonly<Record<CrmFaultCode, CrmParams>>>(locale, texts.crm);
  const salesforce = createSay<Readonly<Record<WordedForSalesforce, CrmParams>>>(locale, texts.salesforce);
  const storage = createSay<Readonly<Record<StorageFaultKind, StorageParams>>>(locale, texts.storage);
  const fill = filler(texts, format);
  return {
    /** `details` are those of the CrmError; what is absent is worded vaguely. `crm` among them says whose words apply. */
    crmError: (code: CrmFaultCode, details: Details = {}) => {
      const params = fill(crmDetails, details);
      return details.crm === 'salesforce' && isWordedForSalesforce(code) ? salesforce(code, params) : crm(code, params);
    },
    /** `where` names the folder, file or host; without it the details' own file, folder or host does. */
    storageError: (kind: StorageFaultKind, details: Details = {}) =>
      storage(kind, fill(storageDetails, { ...whereOf(details), ...details })),
  };
}

function whereOf({ file, folder, host }: Details): Details {
  const where = typeof folder === 'string' && typeof file === 'string' ? `${folder}/${file}` : (file ?? folder ?? host);
  return where === undefined ? {} : { where };
}

/** As long as adapters let a reason be. */
const longestReason = 300;
/** Looks behind: without it every stop of a long row of them is tried as the first of the last. */
const withoutStop = (text: string) => text.replace(/(?<![.\s])[.\s]+$/u, '');

const filler =
  (texts: ErrorTexts, format: Format) =>
  <D extends CrmDetail | StorageDetail>(names: readonly D[], details: Details): Readonly<Record<D, string>> => {
    const word = (name: D): string => {
      const value = details[name];
      // no_answer: the adapter's word for a socket that gave no reason
      if (value === undefined || value === '' || value === 'no_answer') return texts.unknown[name];
      if (typeof value === 'number') return name === 'status' ? String(value) : format.number(value);
      if (name === 'object') return texts.objects[value] ?? foreignText(value);
      if (name === 'found' || name === 'expected') return texts.fieldTypes[value] ?? foreignText(value);
      return name === 'reason' ? withoutStop(foreignText(withoutEmail(value), longestReason)) : foreignText(value);
    };
    return Object.fromEntries(names.map((name) => [name, word(name)])) as Record<D, string>;
  };
