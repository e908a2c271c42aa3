import type { Day } from '../accounts/time.ts';
import { allRecords, type SalesforceRecord } from './query-pages.ts';
import { codeOf } from './refusal.ts';
import { toSoql } from './soql.ts';
import type { Transport } from './transport.ts';

/** Currencies of an org with several. Rates are units of a currency for one of the corporate currency, as Salesforce keeps them. */
export interface Currencies {
  /** ISO 4217. */
  readonly corporate: string;
  readonly rates: ReadonlyMap<string, number>;
}

/** A rate of opportunities that close from `from` on and before `to`. */
export interface DatedRate {
  readonly currency: string;
  readonly rate: number;
  readonly from: Day;
  readonly to: Day | null;
}

/** Null in an org with one currency: it has no currency types. */
export async function readCurrencies(transport: Transport): Promise<Currencies | null> {
  const rows = await ofOptional(transport, 'CurrencyType', ['IsoCode', 'ConversionRate', 'IsCorporate']);
  const corporate = rows?.find(({ IsCorporate }) => IsCorporate === true)?.IsoCode;
  if (typeof corporate !== 'string') return null;
  const rates = (rows ?? []).flatMap(({ IsoCode, ConversionRate }) =>
    typeof IsoCode === 'string' && typeof ConversionRate === 'number' ? [[IsoCode, ConversionRate] as const] : [],
  );
  return { corporate, rates: new Map(rates) };
}

/** Null where the org has one rate for all time: only Advanced Currency Management dates them, for opportunities alone. */
export async function readDatedRates(transport: Transport): Promise<readonly DatedRate[] | null> {
  const fields = ['IsoCode', 'ConversionRate', 'StartDate', 'NextStartDate'];
  const rows = await ofOptional(transport, 'DatedConversionRate', fields);
  if (rows === null) return null;
  return rows.flatMap(({ IsoCode, ConversionRate, StartDate, NextStartDate }) =>
    typeof IsoCode === 'string' && typeof ConversionRate === 'number' && typeof StartDate === 'string'
      ? [
          {
            ...{ currency: IsoCode, rate: ConversionRate, from: StartDate },
            to: typeof NextStartDate === 'string' ? NextStartDate : null,
          },
        ]
      : [],
  );
}

/** The rate in force on a day; null where none is. */
export const rateOn = (rates: readonly DatedRate[], currency: string, day: Day): number | null =>
  rates.find((each) => each.currency === currency && each.from <= day && (each.to === null || day < each.to))?.rate ??
  null;

async function ofOptional(
  transport: Transport,
  from: string,
  fields: readonly string[],
): Promise<readonly SalesforceRecord[] | null> {
  try {
    return await allRecords(transport, toSoql({ fields, from }));
  } catch (error) {
    if (codeOf(error) === 'INVALID_TYPE') return null;
    throw error;
  }
}
