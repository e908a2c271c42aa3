import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { api } from './api.ts';
import { type DatedRate, readCurrencies, readDatedRates } from './currencies.ts';
import { isOptional, type SalesforceObject } from './objects.ts';
import { allRecords } from './query-pages.ts';
import { currencyOf } from './locale-currency.ts';
import { toSoql } from './soql.ts';
import type { Transport } from './transport.ts';

export interface OrgFacts {
  /** 18 characters. */
  readonly orgId: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  /** Units of each currency for one of the home currency; empty in an org with one. */
  readonly rates: ReadonlyMap<string, number>;
}

const option = z.object({
  value: z.string(),
  label: z.string().nullish(),
  active: z.boolean().catch(true),
});
const describedField = z.object({
  name: z.string(),
  label: z.string().catch(''),
  type: z.string(),
  length: z.number().catch(0),
  custom: z.boolean().catch(false),
  updateable: z.boolean().catch(false),
  filterable: z.boolean().catch(true),
  restrictedPicklist: z.boolean().catch(false),
  picklistValues: z.array(option).catch([]),
});
export type DescribedField = z.infer<typeof describedField>;
const described = z.object({
  fields: z.array(describedField),
  recordTypeInfos: z
    .array(
      z.object({
        recordTypeId: z.string(),
        name: z.string(),
        master: z.boolean().catch(false),
        active: z.boolean().catch(true),
      }),
    )
    .catch([]),
});

/** What the signed-in user can see of an object. */
export interface ObjectDescription {
  readonly fields: ReadonlyMap<string, DescribedField>;
  readonly recordTypes: readonly { readonly id: string; readonly name: string }[];
}

/** What the org is and which fields its user sees: asked once and kept, because every read needs it and every call counts. */
export interface Org {
  facts(): Promise<OrgFacts>;
  /** Null where rates have no dates. Asked for when the first foreign amount of an opportunity comes. */
  datedRates(): Promise<readonly DatedRate[] | null>;
  /** Null where the org has no such object, or hides it, and can do without. Throws CrmError `auth` naming any other object. */
  object(name: SalesforceObject): Promise<ObjectDescription | null>;
  /** The next question asks Salesforce again. */
  forget(): void;
}

export function createOrg(transport: Transport): Org {
  const objects = new Map<SalesforceObject, Promise<ObjectDescription | null>>();
  let facts: Promise<OrgFacts> | null = null;
  let dated: Promise<readonly DatedRate[] | null> | null = null;
  let forgotten = 0;
  return {
    facts: () => {
      facts ??= readFacts(transport).catch((error: unknown) => {
        // a failure is not worth keeping: the next read may well succeed
        facts = null;
        throw error;
      });
      return facts;
    },
    datedRates: () => {
      dated ??= readDatedRates(transport).catch((error: unknown) => {
        dated = null;
        throw error;
      });
      return dated;
    },
    object: (name) => {
      const asked = objects.get(name) ?? readObject(transport, name);
      objects.set(name, asked);
      asked.catch(() => objects.delete(name));
      return asked;
    },
    forget: () => {
      objects.clear();
      dated = null;
      // a run asks whose org it is and then describes it: what was learnt for the first is fresh enough for the second
      forgotten += 1;
      if (forgotten % 2 === 0) facts = null;
    },
  };
}

async function readFacts(transport: Transport): Promise<OrgFacts> {
  const fields = ['Id', 'Name', 'TimeZoneSidKey', 'DefaultLocaleSidKey'];
  const [organization] = await allRecords(transport, toSoql({ fields, from: 'Organization' }));
  const { Id, Name, TimeZoneSidKey, DefaultLocaleSidKey: locale } = organization ?? {};
  if (typeof Id !== 'string' || typeof TimeZoneSidKey !== 'string' || !isTimeZone(TimeZoneSidKey)) {
    const details = { crm: 'salesforce', call: 'GET Organization' };
    throw new CrmError('unavailable', 'unexpected_answer', { details });
  }
  const currencies = await readCurrencies(transport);
  return {
    orgId: Id,
    name: typeof Name === 'string' ? Name : Id,
    timeZone: TimeZoneSidKey,
    homeCurrency: currencies?.corporate ?? currencyOf(locale),
    rates: currencies?.rates ?? new Map(),
  };
}

async function readObject(transport: Transport, name: SalesforceObject): Promise<ObjectDescription | null> {
  try {
    const call = { kind: 'read', method: 'GET', path: api.describe(name) } as const;
    const { fields, recordTypeInfos } = await transport.call(call, described);
    return {
      fields: new Map(fields.map((field) => [field.name, field])),
      recordTypes: recordTypeInfos.flatMap(({ recordTypeId, name: label, master, active }) =>
        master || !active ? [] : [{ id: recordTypeId, name: label }],
      ),
    };
  } catch (error) {
    if (!(error instanceof CrmError && error.kind === 'not_found')) throw error;
    if (isOptional(name)) return null;
    throw new CrmError('auth', 'missing_scope', { details: { ...error.details, scope: name }, cause: error });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
