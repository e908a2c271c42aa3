import type { Money } from '../accounts/account.ts';
import type { FieldReader } from './field-reader.ts';

export interface ForeignAmount {
  /** The field that names the currency, for the problem that is noted. */
  readonly currencyField: string;
  /** ISO 4217. */
  readonly home: string;
  /** Units of the home currency for one of the record's, as the CRM itself converts this record; null where it does not. */
  readonly factor: (currency: string) => number | null;
}

/**
 * An amount in the home currency: by the CRM's own conversion where it has one, to the cent. Without one it keeps its currency and is noted, for no sum counts it. We
 * bring no rates of our own: two numbers for one deal, here and in the CRM's reports, would both be doubted.
 */
export function homeAmount(
  fields: FieldReader,
  field: string | null,
  { currencyField, home, factor }: ForeignAmount,
): Money | null {
  const currency = fields.text(currencyField)?.toUpperCase() ?? home;
  const own = fields.amount(field, currency);
  if (own === null || currency === home) return own;
  const rate = factor(currency);
  if (rate === null || !Number.isFinite(rate) || rate <= 0) {
    fields.note('foreign_currency', currencyField, currency);
    return own;
  }
  return { amount: Math.round(own.amount * rate * 100) / 100, currency: home };
}
