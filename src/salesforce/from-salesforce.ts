import type { Account, Contact, Money, Renewal, Ticket } from '../accounts/account.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import { accountId, renewalId } from '../accounts/ids.ts';
import type { Day } from '../accounts/time.ts';
import { contactRole } from '../crm-fields/contact-role.ts';
import { createFieldReader, type FieldReader, rawText } from '../crm-fields/field-reader.ts';
import { homeAmount } from '../crm-fields/home-amount.ts';
import { readOverride } from '../crm-fields/override-fields.ts';
import { casePriority } from './option-words.ts';
import type { SalesforceRecord } from './query-pages.ts';
import { apiName } from './written-fields.ts';

/** What a record needs besides itself to be understood. */
export interface ReadContext {
  readonly mapping: FieldMapping;
  /** IANA name. */
  readonly timeZone: string;
  readonly homeCurrency: string;
  /** Units of a currency for one of the home currency: of opportunities by the day they close, of other records with null. Null: the org has no such rate. */
  readonly rateOf: (currency: string, closeDate: Day | null) => number | null;
  /** The account's field that says what became of a meeting; null where there is none. */
  readonly meetingOutcome: string | null;
  /** Accounts of Opportunities, for e-mails that are filed under one. */
  readonly accountOf: (id: string) => string | null;
}

export const reader = (record: SalesforceRecord, { timeZone }: Pick<ReadContext, 'timeZone'>): FieldReader =>
  createFieldReader({ properties: record }, timeZone);

export function fromSalesforceAccount(record: SalesforceRecord, context: ReadContext): Account {
  const fields = reader(record, context);
  const { account } = context.mapping;
  const id = idOf(record);
  const domain = domainOf(fields.text('Website'));
  return {
    id: accountId(id),
    name: fields.name('Name') ?? domain ?? id,
    domain,
    externalKey: fields.text(account.externalKey),
    ownerId: fields.text('OwnerId'),
    createdAt: createdAt(fields),
    acv: inHomeCurrency(fields, account.acv, context, null),
    seats: fields.count(account.seats),
    contractStart: fields.day(account.contractStart),
    contractEnd: fields.day(account.contractEnd),
    problems: fields.problems,
  };
}

/** Null when the Opportunity is no renewal by the connection's rule. An amount that the org cannot convert keeps its currency and is noted as a problem. */
export function fromSalesforceOpportunity(record: SalesforceRecord, context: ReadContext): Renewal | null {
  if (!isRenewal(record, context.mapping)) return null;
  const { renewal } = context.mapping;
  const fields = reader(record, context);
  const status = fields.flag('IsWon') ? 'won' : fields.flag('IsClosed') ? 'lost' : 'open';
  const enteredDay = fields.day('CloseDate');
  const closeDate = knownDay(enteredDay);
  const account = fields.text('AccountId');
  const id = idOf(record);
  return {
    id: renewalId(id),
    accountId: account === null ? null : accountId(account),
    name: fields.name('Name') ?? id,
    ownerId: fields.text('OwnerId'),
    createdAt: createdAt(fields),
    status,
    closedOn: status === 'open' ? null : closeDate,
    renewalDate: fields.day(renewal.renewalDate),
    closeDate,
    arr: inHomeCurrency(fields, renewal.arr, context, enteredDay),
    override: readOverride(fields, apiName),
    problems: fields.problems,
  };
}

export function fromSalesforceContact(record: SalesforceRecord, context: ReadContext): Contact {
  const fields = reader(record, context);
  const parts = [fields.name('FirstName'), fields.name('LastName')];
  const name = parts.filter((part) => part !== null && part !== noLastName).join(' ');
  return {
    id: idOf(record),
    accountIds: accountsOf(fields.text('AccountId')),
    name: name === '' ? null : name,
    email: fields.text('Email')?.toLowerCase() ?? null,
    jobTitle: fields.name('Title'),
    role: contactRole(fields.text(context.mapping.contact.role)),
    createdAt: createdAt(fields),
  };
}

export function fromSalesforceCase(record: SalesforceRecord, context: ReadContext): Ticket {
  const fields = reader(record, context);
  return {
    id: idOf(record),
    accountIds: accountsOf(fields.text('AccountId')),
    createdAt: createdAt(fields),
    closedAt: fields.instant('ClosedDate'),
    priority: casePriority(fields.text('Priority'), context.mapping.topPriority),
  };
}

/** Salesforce asks for a close date and for a last name: who knows none enters a day no contract reaches, and imports enter this. */
const knownDay = (day: string | null): string | null => (day !== null && day >= '2099-01-01' ? null : day);
const noLastName = '[not provided]';

export const idOf = (record: SalesforceRecord): string => rawText(record.Id);
export const accountsOf = (id: string | null) => (id === null ? [] : [accountId(id)]);
export const createdAt = (fields: FieldReader): string => fields.instant('CreatedDate') ?? new Date(0).toISOString();

function isRenewal(record: SalesforceRecord, { renewal: { rule } }: FieldMapping): boolean {
  // a choice of several holds them as "a;b"
  return rule.fields.some(({ field, values }) =>
    rawText(record[field])
      .split(';')
      .some((found) => values.includes(found.trim())),
  );
}

/** The host of a website, however people typed it: "https://www.example.com/de" and "example.com" are one customer. */
function domainOf(website: string | null): string | null {
  if (website === null) return null;
  const address = /^https?:\/\//i.test(website) ? website : `https://${website}`;
  if (!URL.canParse(address)) return null;
  const host = new URL(address).hostname.toLowerCase().replace(/^www\./, '');
  return host.includes('.') ? host : null;
}

const inHomeCurrency = (
  fields: FieldReader,
  field: string | null,
  { homeCurrency: home, rateOf }: ReadContext,
  closeDate: Day | null,
): Money | null =>
  homeAmount(fields, field, {
    ...{ currencyField: 'CurrencyIsoCode', home },
    factor: (currency) => mapped(rateOf(currency, closeDate), (rate) => 1 / rate),
  });
const mapped = (rate: number | null, into: (rate: number) => number): number | null =>
  rate === null ? null : into(rate);
