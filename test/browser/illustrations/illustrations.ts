import type { Locale } from '../../../src/accounts/connection.ts';
import { properties } from '../../../src/hubspot/properties.ts';
import type { Board, Drawing, ListView, Report } from './draw.ts';
import { menuWords, type MenuWords } from './menu-words.ts';

/** The label that provisioning gives a property; throws where there is none, so that no picture can name one that does not exist. */
function labelOf(object: 'companies' | 'deals', name: string): string {
  const found = properties[object].find((property) => property.name === name);
  if (found === undefined) throw new Error(`There is no property ${name} on ${object}`);
  return found.label;
}
const ofCompany = (name: string): string => labelOf('companies', name);
const ofDeal = (name: string): string => labelOf('deals', name);

/** The labels of a property's options, by their codes. */
function optionsOf(object: 'companies' | 'deals', name: string, codes: readonly string[]): readonly string[] {
  const all = properties[object].find((property) => property.name === name)?.options ?? [];
  return codes.map((code) => {
    const found = all.find(({ value }) => value === code);
    if (found === undefined) throw new Error(`${name} has no option ${code}`);
    return found.label;
  });
}

const money = (locale: Locale, amount: number): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(amount);
const day = (locale: Locale, text: string): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'de', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(text),
  );
const month = (locale: Locale, text: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(text));

const companyView = (locale: Locale, words: MenuWords): ListView => ({
  kind: 'list',
  place: words.companies,
  name: locale === 'en' ? 'Accounts at risk' : 'Gefährdete Accounts',
  filters: [
    [
      ofCompany('renewal_health_band'),
      words.isAnyOf,
      optionsOf('companies', 'renewal_health_band', ['at_risk', 'critical']).join(', '),
    ],
  ],
  columns: [
    words.companyName,
    ofCompany('renewal_health_score'),
    ofCompany('renewal_health_change_30d'),
    ofCompany('renewal_health_top_risk'),
    ofCompany('renewal_next_date'),
    ofCompany('renewal_arr_at_risk'),
  ],
  rows: [
    [
      'Nordlicht GmbH',
      '38',
      '−12',
      ...optionsOf('companies', 'renewal_health_top_risk', ['champion_left']),
      day(locale, '2027-01-31'),
      money(locale, 24_000),
    ],
    [
      'Kestrel Foods Ltd',
      '47',
      '−6',
      ...optionsOf('companies', 'renewal_health_top_risk', ['core_usage_trend']),
      day(locale, '2027-02-14'),
      money(locale, 61_500),
    ],
    [
      'Alpenkraft AG',
      '52',
      '−3',
      ...optionsOf('companies', 'renewal_health_top_risk', ['overdue_invoice']),
      day(locale, '2027-03-01'),
      money(locale, 18_200),
    ],
  ],
});

const dealView = (locale: Locale, words: MenuWords): ListView => {
  const [commit = '', bestCase = '', atRisk = ''] = optionsOf('deals', 'renewal_tier', [
    'commit',
    'best_case',
    'at_risk',
  ]);
  return {
    kind: 'list',
    place: words.deals,
    name: locale === 'en' ? 'Forecast call' : 'Prognoserunde',
    filters: [[ofDeal('renewal_tier'), words.isAnyOf, [bestCase, atRisk].join(', ')]],
    columns: [
      words.dealName,
      ofDeal('renewal_tier'),
      ofDeal('renewal_tier_machine'),
      ofDeal('renewal_tier_override'),
      ofDeal('renewal_tier_reason'),
      ofDeal('renewal_health_score'),
    ],
    rows: [
      ['Renewal 2027 – Nordlicht', bestCase, atRisk, bestCase, 'The warning “Champion left” decides the tier …', '38'],
      ['Renewal 2027 – Kestrel', atRisk, atRisk, '–', 'The score of 47 is below 60.', '47'],
      ['Renewal 2027 – Alpenkraft', bestCase, commit, bestCase, 'The score of 84 is high and not falling …', '84'],
    ],
  };
};

const pipelineBoard = (locale: Locale, words: MenuWords): Board => {
  const [atRisk = ''] = optionsOf('deals', 'renewal_tier', ['at_risk']);
  const card = (name: string, amount: number, score: string) => ({
    name,
    lines: [
      money(locale, amount),
      `${ofDeal('renewal_tier')}: ${atRisk}`,
      `${ofDeal('renewal_health_score')}: ${score}`,
    ],
  });
  return {
    kind: 'board',
    place: words.deals,
    filters: [[ofDeal('renewal_tier'), words.isAnyOf, atRisk]],
    stages: [
      { name: 'Upcoming', cards: [card('Renewal 2027 – Kestrel', 61_500, '47')] },
      {
        name: 'In discussion',
        cards: [card('Renewal 2027 – Nordlicht', 24_000, '38'), card('Renewal 2027 – Falk & Co.', 9_800, '55')],
      },
      { name: 'Proposal sent', cards: [card('Renewal 2027 – Harbour', 33_600, '58')] },
    ],
  };
};

const tierColours = ['#2c7a4b', '#2a66b8', '#c2531f'];

const arrByTier = (locale: Locale, words: MenuWords): Report => ({
  kind: 'report',
  source: words.deals.split('› ')[1] ?? '',
  title: locale === 'en' ? 'ARR by tier and month' : 'ARR nach Stufe und Monat',
  wells: [
    [words.xAxis, words.monthly(words.renewalDate)],
    [words.yAxis, words.sum('ARR')],
    [words.breakDown, ofDeal('renewal_tier')],
  ],
  filters: [[ofDeal('renewal_tier'), words.isKnown, '']],
  series: optionsOf('deals', 'renewal_tier', ['commit', 'best_case', 'at_risk']).map((name, at) => ({
    name,
    colour: tierColours[at] ?? '',
  })),
  bars: [
    ['2026-12-01', [42, 12, 4]],
    ['2027-01-01', [94, 24, 36]],
    ['2027-02-01', [30, 49, 23]],
    ['2027-03-01', [98, 8, 12]],
  ].map(([at, values]) => ({ label: month(locale, String(at)), values: values as readonly number[] })),
});

const bandBySegment = (locale: Locale, words: MenuWords): Report => ({
  kind: 'report',
  source: words.companies.split('› ')[1] ?? '',
  title: locale === 'en' ? 'Health bands by segment' : 'Health-Status nach Segment',
  wells: [
    [words.xAxis, words.industry],
    [words.yAxis, words.count(words.companies.split('› ')[1] ?? '')],
    [words.breakDown, ofCompany('renewal_health_band')],
  ],
  filters: [[ofCompany('renewal_health_band'), words.isKnown, '']],
  series: optionsOf('companies', 'renewal_health_band', ['healthy', 'watch', 'at_risk', 'critical']).map(
    (name, at) => ({
      name,
      colour: ['#2c7a4b', '#d8a23a', '#c2531f', '#8a1f19'][at] ?? '',
    }),
  ),
  bars: (locale === 'en'
    ? ['Software', 'Manufacturing', 'Energy', 'Retail']
    : ['Software', 'Fertigung', 'Energie', 'Handel']
  ).map((label, at) => ({
    label,
    values:
      [
        [52, 20, 9, 3],
        [40, 26, 14, 6],
        [33, 12, 5, 1],
        [21, 18, 12, 7],
      ][at] ?? [],
  })),
});

const overrides = (locale: Locale, words: MenuWords): Report => ({
  kind: 'report',
  source: words.deals.split('› ')[1] ?? '',
  title: locale === 'en' ? 'People against the rules' : 'Menschen und Regeln im Vergleich',
  wells: [
    [words.xAxis, ofDeal('renewal_tier_machine')],
    [words.yAxis, words.count(words.deals.split('› ')[1] ?? '')],
    [words.breakDown, ofDeal('renewal_tier_override')],
  ],
  filters: [[ofDeal('renewal_tier_override'), words.isKnown, '']],
  series: optionsOf('deals', 'renewal_tier_override', ['commit', 'best_case', 'at_risk']).map((name, at) => ({
    name,
    colour: tierColours[at] ?? '',
  })),
  bars: optionsOf('deals', 'renewal_tier_machine', ['commit', 'best_case', 'at_risk']).map((label, at) => ({
    label,
    values:
      [
        [2, 3, 1],
        [6, 2, 1],
        [3, 7, 0],
      ][at] ?? [],
  })),
});

const coverageGaps = (locale: Locale, words: MenuWords): Report => ({
  kind: 'report',
  source: words.companies.split('› ')[1] ?? '',
  title: locale === 'en' ? 'Coverage gaps by owner' : 'Datenlücken nach Zuständigen',
  wells: [
    [words.xAxis, words.owner],
    [words.yAxis, words.count(words.companies.split('› ')[1] ?? '')],
    [words.breakDown, ofCompany('renewal_health_band')],
  ],
  filters: [[ofCompany('renewal_health_coverage'), words.isLess, locale === 'en' ? '0.6' : '0,6']],
  series: optionsOf('companies', 'renewal_health_band', ['insufficient_data', 'watch']).map((name, at) => ({
    name,
    colour: ['#7c8795', '#d8a23a'][at] ?? '',
  })),
  bars: ['Mia Kern', 'Tom Avery', 'Ines Falk'].map((label, at) => ({
    label,
    values:
      [
        [9, 4],
        [5, 6],
        [2, 1],
      ][at] ?? [],
  })),
});

/** The pictures of docs/recipes.md and docs/recipes.de.md, by the name of their file. */
export const illustrations = (locale: Locale): Readonly<Record<string, Drawing>> => {
  const words = menuWords[locale];
  return {
    'recipe-company-view': companyView(locale, words),
    'recipe-deal-view': dealView(locale, words),
    'recipe-board': pipelineBoard(locale, words),
    'recipe-arr-by-tier': arrByTier(locale, words),
    'recipe-bands-by-segment': bandBySegment(locale, words),
    'recipe-overrides': overrides(locale, words),
    'recipe-coverage': coverageGaps(locale, words),
  };
};
