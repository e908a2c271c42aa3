import { type ObjectType } from './object-types.ts';
import { defineProperty, type PropertyDefinition } from './property-definition.ts';

/** What a portal's admin made of it: English custom fields, German ones, or none at all. */
export const portalKinds = ['default', 'german', 'bare'] as const;
export type PortalKind = (typeof portalKinds)[number];

export interface PortalProfile {
  readonly portalId: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly domain: string;
  readonly hostedIn: string;
  /** Custom property by the fact it holds; an absent one has no field in this portal. */
  readonly fields: {
    readonly customerNumber?: string;
    readonly contractStart?: string;
    readonly contractEnd?: string;
    readonly seats?: string;
    readonly contractValue?: string;
    readonly renewalDate?: string;
    readonly recurringRevenue?: string;
  };
  /** The meeting type that business reviews carry; null where nobody uses types. */
  readonly reviewType: string | null;
  readonly meetingTypes: readonly string[];
}

export const portalProfiles: Readonly<Record<PortalKind, PortalProfile>> = {
  default: {
    portalId: 8_714_302,
    timeZone: 'US/Eastern',
    currency: 'EUR',
    domain: 'app.hubspot.com',
    hostedIn: 'na1',
    fields: {
      customerNumber: 'customer_number',
      contractStart: 'contract_start',
      contractEnd: 'contract_end',
      seats: 'seats_purchased',
      contractValue: 'annual_contract_value',
      renewalDate: 'renewal_date',
      recurringRevenue: 'arr',
    },
    reviewType: 'Business review',
    meetingTypes: ['First meeting', 'Product demo', 'Check-in', 'Business review'],
  },
  german: {
    portalId: 143_902_677,
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    domain: 'app-eu1.hubspot.com',
    hostedIn: 'eu1',
    fields: {
      customerNumber: 'kundennummer',
      contractStart: 'vertragsbeginn',
      contractEnd: 'vertragsende',
      seats: 'gekaufte_lizenzen',
      contractValue: 'jahresvertragswert',
      renewalDate: 'verlaengerungsdatum',
      recurringRevenue: 'jahresumsatz',
    },
    reviewType: 'Quartalsgespräch',
    meetingTypes: ['Erstgespräch', 'Produktvorführung', 'Abstimmung', 'Quartalsgespräch'],
  },
  bare: {
    portalId: 26_455_019,
    timeZone: 'Europe/London',
    currency: 'EUR',
    domain: 'app.hubspot.com',
    hostedIn: 'na1',
    fields: {},
    reviewType: null,
    meetingTypes: [],
  },
};

const english = [
  'Customer number',
  'Contract start',
  'Contract end',
  'Seats purchased',
  'Annual contract value',
  'Renewal date',
  'ARR',
];
const german = [
  'Kundennummer',
  'Vertragsbeginn',
  'Vertragsende',
  'Gekaufte Lizenzen',
  'Jahresvertragswert',
  'Verlängerungsdatum',
  'Jährlich wiederkehrender Umsatz',
];

/** The custom properties that the portal's admin made, by object type. */
export function customProperties(kind: PortalKind): readonly (readonly [ObjectType, PropertyDefinition])[] {
  const { fields } = portalProfiles[kind];
  const labels = kind === 'german' ? german : english;
  const rows = [
    ['companies', fields.customerNumber, labels[0], 'string'],
    ['companies', fields.contractStart, labels[1], 'date'],
    ['companies', fields.contractEnd, labels[2], 'date'],
    ['companies', fields.seats, labels[3], 'number'],
    ['companies', fields.contractValue, labels[4], 'number'],
    ['deals', fields.renewalDate, labels[5], 'date'],
    ['deals', fields.recurringRevenue, labels[6], 'number'],
  ] as const;
  return rows.flatMap(([type, name, label, valueType]) =>
    name === undefined || label === undefined
      ? []
      : [
          [
            type,
            defineProperty(name, label, valueType, type === 'deals' ? 'dealinformation' : 'companyinformation'),
          ] as const,
        ],
  );
}
