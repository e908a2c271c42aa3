import { type FieldRow } from './field.ts';
import { type ObjectName } from './object-names.ts';

/** What an org's admin made of it: English custom fields, German ones, or none at all. */
export const orgKinds = ['default', 'german', 'bare'] as const;
export type OrgKind = (typeof orgKinds)[number];

export interface OrgProfile {
  readonly name: string;
  /** Tells the orgs' ids apart. */
  readonly number: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly language: string;
  readonly corporateCurrency: string;
  /** Custom field by the fact it holds; an absent one has no field in this org. */
  readonly fields: {
    readonly contractStart?: string;
    readonly contractEnd?: string;
    readonly seats?: string;
    readonly contractValue?: string;
    readonly renewalDate?: string;
    readonly recurringRevenue?: string;
    readonly contactRole?: string;
    readonly meetingOutcome?: string;
  };
  /** Opportunity types for new business, expansion and renewal; null leaves the type empty. */
  readonly types: readonly [newBusiness: string, expansion: string | null, renewal: string];
  /** Record types of opportunities, the first for sales and the second for renewals; none where the org has only one process. */
  readonly recordTypes: readonly { readonly developerName: string; readonly name: string }[];
  readonly meetingTypes: readonly string[];
  /** The event type that business reviews carry; null where nobody uses types. */
  readonly reviewType: string | null;
}

const standardMeetingTypes = ['Call', 'Email', 'Meeting', 'Other'];

export const orgProfiles: Readonly<Record<OrgKind, OrgProfile>> = {
  default: {
    name: 'Vendor Inc.',
    number: 1_101,
    timeZone: 'America/New_York',
    locale: 'en_US',
    language: 'en_US',
    corporateCurrency: 'EUR',
    fields: {
      contractStart: 'Contract_Start__c',
      contractEnd: 'Contract_End__c',
      seats: 'Seats_Purchased__c',
      contractValue: 'Annual_Contract_Value__c',
      renewalDate: 'Renewal_Date__c',
      recurringRevenue: 'ARR__c',
      contactRole: 'Contact_Role__c',
      meetingOutcome: 'Meeting_Outcome__c',
    },
    types: ['New Customer', 'Existing Customer - Upgrade', 'Existing Customer - Renewal'],
    recordTypes: [
      { developerName: 'New_Business', name: 'New Business' },
      { developerName: 'Renewal', name: 'Renewal' },
    ],
    meetingTypes: [...standardMeetingTypes, 'Business review'],
    reviewType: 'Business review',
  },
  german: {
    name: 'Anbieter GmbH',
    number: 2_202,
    timeZone: 'Europe/Berlin',
    locale: 'de_DE',
    language: 'de',
    corporateCurrency: 'EUR',
    fields: {
      contractStart: 'Vertragsbeginn__c',
      contractEnd: 'Vertragsende__c',
      seats: 'Gekaufte_Lizenzen__c',
      contractValue: 'Jahresvertragswert__c',
      renewalDate: 'Verlaengerungsdatum__c',
      recurringRevenue: 'Jahresumsatz__c',
      contactRole: 'Kontaktrolle__c',
      meetingOutcome: 'Meeting_Outcome__c',
    },
    types: ['Neugeschäft', 'Bestandskunde – Erweiterung', 'Bestandskunde – Verlängerung'],
    recordTypes: [
      { developerName: 'Neugeschaeft', name: 'Neugeschäft' },
      { developerName: 'Vertragsverlaengerung', name: 'Vertragsverlängerung' },
    ],
    meetingTypes: [...standardMeetingTypes, 'Quartalsgespräch'],
    reviewType: 'Quartalsgespräch',
  },
  bare: {
    name: 'Bare Ltd.',
    number: 3_303,
    timeZone: 'Europe/London',
    locale: 'en_GB',
    language: 'en_US',
    corporateCurrency: 'EUR',
    fields: {},
    types: ['New Business', null, 'Existing Business'],
    recordTypes: [],
    meetingTypes: standardMeetingTypes,
    reviewType: null,
  },
};

const english = [
  'Contract start',
  'Contract end',
  'Seats purchased',
  'Annual contract value',
  'Renewal date',
  'ARR',
  'Contact role',
  'Meeting outcome',
];
const german = [
  'Vertragsbeginn',
  'Vertragsende',
  'Gekaufte Lizenzen',
  'Jahresvertragswert',
  'Verlängerungsdatum',
  'Jährlich wiederkehrender Umsatz',
  'Kontaktrolle',
  'Besprechungsergebnis',
];

/** What contacts are to the vendor. Admins are kept as influencers: the standard words of contact roles know no administrator. */
export const contactRoles = ['Champion', 'Executive Sponsor', 'Decision Maker', 'Influencer', 'End User', 'Other'];
export const meetingOutcomes = ['Scheduled', 'Completed', 'No Show', 'Canceled'];

/** The custom fields that the org's admin made. */
export function customFields(kind: OrgKind): readonly (readonly [ObjectName, FieldRow])[] {
  const { fields } = orgProfiles[kind];
  const labels = kind === 'german' ? german : english;
  const label = (at: number): string => labels[at] ?? '';
  const rows: readonly (readonly [ObjectName, string | undefined, string, FieldRow[2], FieldRow[3]])[] = [
    ['Account', fields.contractStart, label(0), 'date', {}],
    ['Account', fields.contractEnd, label(1), 'date', {}],
    ['Account', fields.seats, label(2), 'double', { precision: 8 }],
    ['Account', fields.contractValue, label(3), 'currency', {}],
    ['Opportunity', fields.renewalDate, label(4), 'date', {}],
    ['Opportunity', fields.recurringRevenue, label(5), 'currency', {}],
    ['Contact', fields.contactRole, label(6), 'picklist', { options: contactRoles }],
    ['Event', fields.meetingOutcome, label(7), 'picklist', { options: meetingOutcomes }],
  ];
  return rows.flatMap(([object, name, shown, type, extras]) =>
    name === undefined ? [] : [[object, [name, shown, type, extras ?? {}]] as const],
  );
}
