import { homeAmount } from '../crm-fields/home-amount.ts';
import { readOverride } from '../crm-fields/override-fields.ts';
import { parseNumber } from '../crm-fields/parse-value.ts';
import { type Account, type Contact, type Renewal, type Ticket } from '../accounts/account.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import { accountId, renewalId } from '../accounts/ids.ts';
import { contactRole } from '../crm-fields/contact-role.ts';
import { renewalStatus, ticketPriority } from './option-words.ts';
import { createFieldReader, type FieldReader, rawText } from '../crm-fields/field-reader.ts';

import type { HubSpotRecord } from './record.ts';

/** What a record needs besides itself to be understood. */
export interface ReadContext {
  readonly mapping: FieldMapping;
  /** IANA name. */
  readonly timeZone: string;
  readonly homeCurrency: string;
  /** Companies that the record is linked to, the primary one first. */
  readonly accountIds: readonly string[];
}

/** Company amounts carry no currency of their own in HubSpot: they are in the account's. */
export function fromHubSpotCompany(record: HubSpotRecord, { mapping, timeZone, homeCurrency }: ReadContext): Account {
  const fields = createFieldReader(record, timeZone);
  const { account } = mapping;
  return {
    id: accountId(record.id),
    name: fields.name('name') ?? fields.text('domain') ?? record.id,
    domain: fields.text('domain')?.toLowerCase() ?? null,
    externalKey: fields.text(account.externalKey),
    ownerId: fields.text('hubspot_owner_id'),
    createdAt: createdAt(record, fields, 'createdate'),
    acv: fields.amount(account.acv, homeCurrency),
    seats: fields.count(account.seats),
    contractStart: fields.day(account.contractStart),
    contractEnd: fields.day(account.contractEnd),
    problems: fields.problems,
  };
}

/** Null when the deal is no renewal by the connection's rule. An amount that HubSpot does not convert keeps its currency and is noted as a problem. */
export function fromHubSpotDeal(record: HubSpotRecord, context: ReadContext): Renewal | null {
  if (!isRenewal(record, context.mapping)) return null;
  const { renewal } = context.mapping;
  const fields = createFieldReader(record, context.timeZone);
  const status = renewalStatus(fields);
  const closeDate = fields.day('closedate');
  const primary = context.accountIds[0];
  return {
    id: renewalId(record.id),
    accountId: primary === undefined ? null : accountId(primary),
    name: fields.name('dealname') ?? record.id,
    ownerId: fields.text('hubspot_owner_id'),
    createdAt: createdAt(record, fields, 'createdate'),
    status,
    closedOn: status === 'open' ? null : closeDate,
    renewalDate: fields.day(renewal.renewalDate),
    closeDate,
    arr: homeAmount(fields, renewal.arr, {
      ...{ currencyField: 'deal_currency_code', home: context.homeCurrency },
      factor: () => conversionOf(record),
    }),
    override: readOverride(fields, (name) => name),
    problems: fields.problems,
  };
}

export function fromHubSpotContact(record: HubSpotRecord, { mapping, timeZone, accountIds }: ReadContext): Contact {
  const fields = createFieldReader(record, timeZone);
  const name = [fields.name('firstname'), fields.name('lastname')].filter((part) => part !== null).join(' ');
  return {
    id: record.id,
    accountIds: accountIds.map(accountId),
    name: name === '' ? null : name,
    email: fields.text('email')?.toLowerCase() ?? null,
    jobTitle: fields.name('jobtitle'),
    role: contactRole(fields.text(mapping.contact.role)),
    createdAt: createdAt(record, fields, 'createdate'),
  };
}

export function fromHubSpotTicket(record: HubSpotRecord, { mapping, timeZone, accountIds }: ReadContext): Ticket {
  const fields = createFieldReader(record, timeZone);
  return {
    id: record.id,
    accountIds: accountIds.map(accountId),
    createdAt: createdAt(record, fields, 'createdate'),
    closedAt: fields.instant('closed_date'),
    priority: ticketPriority(fields.text('hs_ticket_priority'), mapping.topPriority),
  };
}

function isRenewal(record: HubSpotRecord, { renewal: { rule } }: FieldMapping): boolean {
  const value = (field: string) => rawText(record.properties[field]).trim();
  if (rule.pipelineIds.includes(value('pipeline'))) return true;
  // a property with several options chosen holds them as "a;b"
  return rule.fields.some(({ field, values }) =>
    value(field)
      .split(';')
      .some((found) => values.includes(found)),
  );
}

/** HubSpot converts a deal's amount and nothing else: what it made of that is its rate for the deal, also for a field of the admin's. Null without an amount. */
function conversionOf({ properties }: HubSpotRecord): number | null {
  const amount = parseNumber(rawText(properties.amount));
  const inHome = parseNumber(rawText(properties.amount_in_home_currency));
  return amount === null || inHome === null || amount === 0 ? null : inHome / amount;
}

/** The property that people see, else the record's own date. */
export function createdAt(record: HubSpotRecord, fields: FieldReader, property: string): string {
  return fields.instant(property) ?? record.createdAt ?? new Date(0).toISOString();
}
