import {
  bandLabels,
  gateLabels,
  measureLabels,
  overrideReasonLabels,
  tierLabels,
  trendLabels,
} from './property-labels.ts';

/** The properties that the product keeps on companies and deals: their names are final, reports and lists in portals are built on them. */
export interface WrittenProperty {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'string';
  readonly fieldType: 'booleancheckbox' | 'date' | 'number' | 'select' | 'text' | 'textarea';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Filled by people: provisioned and read, never written. */
  readonly input: boolean;
}

export const propertyGroup = { name: 'renewal_health', label: 'Renewal health' } as const;

type Row = readonly [name: string, label: string, kind: keyof typeof kinds, description: string, labels?: Labels];
type Labels = Readonly<Record<string, string>>;

const kinds = {
  number: { type: 'number', fieldType: 'number' },
  choice: { type: 'enumeration', fieldType: 'select' },
  flag: { type: 'bool', fieldType: 'booleancheckbox' },
  day: { type: 'date', fieldType: 'date' },
  instant: { type: 'datetime', fieldType: 'date' },
  line: { type: 'string', fieldType: 'text' },
  text: { type: 'string', fieldType: 'textarea' },
} as const;

const scoreRow: Row = [
  'renewal_health_score',
  'Health score',
  'number',
  'Account health from 0 to 100: the weighted average of the measures that have data. Calculated by Renewal Health; edits are overwritten.',
];
const bandRow: Row = [
  'renewal_health_band',
  'Health band',
  'choice',
  'Healthy from 80, watch from 60, at risk from 40, critical below, unless the scorecard says otherwise. Insufficient data when less than 40% of the weight has data.',
  bandLabels,
];
const revisionRow: Row = [
  'renewal_health_revision',
  'Health revision',
  'number',
  'Rises by one with each update by Renewal Health; tells whether an update has arrived.',
];

const companyRows: readonly Row[] = [
  scoreRow,
  bandRow,
  [
    'renewal_health_change_30d',
    'Health change in 30 days',
    'number',
    'Points the health score rose or fell in the last 30 days.',
  ],
  [
    'renewal_health_trend',
    'Health trend',
    'choice',
    'Direction of the health score over the last 30 days.',
    trendLabels,
  ],
  [
    'renewal_health_coverage',
    'Health data coverage',
    'number',
    'Share of the scorecard, by weight, for which there is data: from 0 to 1.',
  ],
  ['renewal_health_product', 'Health: product', 'number', 'Score of the product usage measures from 0 to 100.'],
  [
    'renewal_health_relationship',
    'Health: relationship',
    'number',
    'Score of the relationship measures from 0 to 100.',
  ],
  ['renewal_health_support', 'Health: support', 'number', 'Score of the support measures from 0 to 100.'],
  ['renewal_health_business', 'Health: business', 'number', 'Score of the business measures from 0 to 100.'],
  [
    'renewal_health_top_risk',
    'Top risk',
    'choice',
    'The gate that fired, or else the measure that pulls the score down most.',
    { ...gateLabels, ...measureLabels },
  ],
  ['renewal_health_drivers', 'Health drivers', 'text', 'What pulls the health score down and up most, with points.'],
  [
    'renewal_health_change_reason',
    'Why health changed',
    'text',
    'What moved the health score in the last 30 days, with points that add up to the change.',
  ],
  ['renewal_health_next_step', 'Next step', 'text', 'The one thing to do next for this account.'],
  [
    'renewal_health_expansion',
    'Expansion signal',
    'flag',
    'Healthy, no warning, and signs that the customer needs more.',
  ],
  [
    'renewal_health_scored_at',
    'Health scored at',
    'instant',
    'When the values in this group were calculated. Moves only when one of them changes.',
  ],
  ['renewal_health_scorecard', 'Scorecard version', 'line', 'The version of the scorecard that gave this score.'],
  revisionRow,
  ['renewal_next_date', 'Next renewal date', 'day', 'The nearest date of the open renewals of this account.'],
  [
    'renewal_tier',
    'Renewal forecast tier',
    'choice',
    'The worst tier of the open renewals of this account.',
    tierLabels,
  ],
  [
    'renewal_arr_at_risk',
    'ARR at risk',
    'number',
    'Recurring revenue of the open renewals whose tier is at risk, in the account currency of the portal.',
  ],
];

const dealRows: readonly Row[] = [
  [
    'renewal_tier',
    'Renewal forecast tier',
    'choice',
    'The tier that counts: the one set by people while it is valid, else the calculated one.',
    tierLabels,
  ],
  [
    'renewal_tier_machine',
    'Calculated forecast tier',
    'choice',
    'The tier that the rules alone give this renewal.',
    tierLabels,
  ],
  ['renewal_tier_reason', 'Forecast tier reason', 'text', 'Why this renewal is in its tier, or why it is in none.'],
  ['renewal_tier_changed_at', 'Forecast tier changed at', 'instant', 'When the tier that counts last changed.'],
  scoreRow,
  bandRow,
  [
    'renewal_probability',
    'Renewal probability',
    'number',
    'Chance of renewal from 0 to 1, only once enough past renewals have been measured.',
  ],
  revisionRow,
];

const inputRows: readonly Row[] = [
  [
    'renewal_tier_override',
    'Forecast tier override',
    'choice',
    'For people: the tier you forecast. It counts until the date beside it, or for 30 days.',
    tierLabels,
  ],
  [
    'renewal_tier_override_reason',
    'Forecast override reason',
    'choice',
    'For people: why your forecast differs from the calculated tier.',
    overrideReasonLabels,
  ],
  [
    'renewal_tier_override_until',
    'Forecast override until',
    'day',
    'For people: the last day on which your forecast counts.',
  ],
];

const toProperty =
  (input: boolean) =>
  ([name, label, kind, description, labels]: Row): WrittenProperty => ({
    name,
    label,
    description,
    ...kinds[kind],
    options: options(kind, labels ?? {}),
    input,
  });

/** HubSpot asks for both options of a checkbox by name. */
const options = (kind: keyof typeof kinds, labels: Labels) =>
  Object.entries(kind === 'flag' ? { true: 'Yes', false: 'No' } : labels).map(([value, label]) => ({ value, label }));

export const properties: Readonly<Record<'companies' | 'deals', readonly WrittenProperty[]>> = {
  companies: companyRows.map(toProperty(false)),
  deals: [...dealRows.map(toProperty(false)), ...inputRows.map(toProperty(true))],
};

/** Property name → type of what we write, by object: the values that are compared and kept. */
export const writtenTypes: Readonly<Record<'companies' | 'deals', ReadonlyMap<string, WrittenProperty['type']>>> = {
  companies: typesOf(properties.companies),
  deals: typesOf(properties.deals),
};

function typesOf(list: readonly WrittenProperty[]): ReadonlyMap<string, WrittenProperty['type']> {
  return new Map(list.flatMap(({ name, type, input }) => (input ? [] : [[name, type] as const])));
}
