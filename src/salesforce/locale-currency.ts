const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK';
const others: Readonly<Record<string, string>> = {
  ...{ AU: 'AUD', BR: 'BRL', CA: 'CAD', CH: 'CHF', CN: 'CNY', CZ: 'CZK', DK: 'DKK', GB: 'GBP', HU: 'HUF', IL: 'ILS' },
  ...{ IN: 'INR', JP: 'JPY', KR: 'KRW', LI: 'CHF', MX: 'MXN', NO: 'NOK', NZ: 'NZD', PL: 'PLN', SE: 'SEK', SG: 'SGD' },
};
const byRegion = new Map([...Object.entries(others), ...euro.split(' ').map((region) => [region, 'EUR'] as const)]);

/** The currency of an org with only one: no API names it, but the org's locale (de_DE, en_GB) belongs to a country that has one. */
export function currencyOf(locale: unknown): string {
  const region = typeof locale === 'string' ? (/_([A-Z]{2})(?:_|$)/.exec(locale)?.[1] ?? '') : '';
  return byRegion.get(region) ?? 'USD';
}
