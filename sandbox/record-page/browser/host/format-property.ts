import { type FormatOptions, type Properties } from '../worker/protocol.ts';
import { type PropertyDefinition } from './crm-client.ts';

export interface FormatPlace {
  readonly locale: string;
  readonly timeZone: string;
  readonly currency: string;
}

/** A property's value as HubSpot shows it to this user; an empty value stays as it is. */
export function formatProperty(
  value: string,
  definition: PropertyDefinition,
  place: FormatPlace,
  symbol = definition.showCurrencySymbol ?? false,
): string {
  if (definition.options.length > 0)
    return value
      .split(';')
      .map((one) => definition.options.find((option) => option.value === one)?.label ?? one)
      .join(', ');
  if (definition.type === 'date') return formatDay(value, place.locale);
  if (definition.type === 'datetime') return formatInstant(value, place);
  if (definition.type !== 'number' || value.trim() === '' || !Number.isFinite(Number(value))) return value;
  return symbol ? formatMoney(Number(value), place) : new Intl.NumberFormat(place.locale).format(Number(value));
}

/** A calendar day has no time zone: shown as it is written. */
export function formatDay(value: string, locale: string): string {
  const at = new Date(value.length === 10 ? `${value}T00:00:00Z` : value);
  return Number.isNaN(at.getTime())
    ? value
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

export function formatInstant(value: string, { locale, timeZone }: FormatPlace): string {
  const at = new Date(value);
  return Number.isNaN(at.getTime())
    ? value
    : new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

export const formatMoney = (value: number, { locale, currency }: FormatPlace): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);

/** Formats those of a record's properties that a card asked to have formatted. */
export function formatProperties(
  properties: Properties,
  definitions: readonly PropertyDefinition[],
  place: FormatPlace,
  { propertiesToFormat = [], formattingOptions = {} }: FormatOptions,
): Properties {
  const isAsked = (name: string) => propertiesToFormat === 'all' || propertiesToFormat.includes(name);
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const definition = definitions.find((one) => one.name === name);
      const plain = value === null || value === '' || definition === undefined || !isAsked(name);
      return [name, plain ? value : formatProperty(value, definition, place, formattingOptions.currency?.addSymbol)];
    }),
  );
}
