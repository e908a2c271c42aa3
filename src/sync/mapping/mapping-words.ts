import type { CrmField } from '../../ports/crm.ts';
import type { MappingTarget } from './mapping-proposal.ts';

/** How one target is recognised. Words are compared in the form `plainWords` gives: lower case, umlauts written out, `__c` dropped. */
export interface TargetWords {
  readonly target: MappingTarget;
  readonly object: 'account' | 'renewal' | 'contact';
  readonly types: readonly CrmField['type'][];
  /** Whole names or labels that leave no doubt. */
  readonly exact: readonly string[];
  /** Every word of one entry occurs in the name or label. */
  readonly partial: readonly (readonly string[])[];
  /** A field that holds one of these is something else (a person's birthday, the customer's own revenue). */
  readonly never: readonly string[];
  /** Fields that every portal or org has: a last resort, or the CRM's own field for exactly this. */
  readonly standard: readonly { readonly name: string; readonly confidence: number }[];
}

export const targetWords: readonly TargetWords[] = [
  {
    target: 'externalKey',
    object: 'account',
    types: ['text', 'number'],
    exact: [
      'customer number',
      'customer no',
      'customer id',
      'client number',
      'account number',
      'external id',
      'kundennummer',
      'kunden nr',
      'kundennr',
      'kunden id',
      'debitorennummer',
    ],
    partial: [
      ['customer', 'number'],
      ['customer', 'id'],
      ['external', 'id'],
      ['kunde', 'nummer'],
      ['debitor', 'nummer'],
    ],
    never: ['phone', 'telefon', 'tax', 'steuer', 'parent', 'employees', 'mitarbeiter', 'hs', 'duns', 'sicherheit'],
    standard: [{ name: 'AccountNumber', confidence: 0.8 }],
  },
  {
    target: 'acv',
    object: 'account',
    types: ['number'],
    exact: [
      'acv',
      'annual contract value',
      'contract value',
      'arr',
      'annual recurring revenue',
      'jahresvertragswert',
      'vertragswert',
      'vertragswert pro jahr',
      'jahreswert',
      'jaehrlicher vertragswert',
    ],
    partial: [
      ['annual', 'contract'],
      ['contract', 'value'],
      ['recurring', 'revenue'],
      ['vertrag', 'wert'],
    ],
    // The standard "annual revenue" is what the customer earns, not what it pays us.
    never: ['total', 'lifetime', 'annualrevenue', 'jahresumsatz', 'umsatz', 'gesamt', 'target', 'potential'],
    standard: [],
  },
  {
    target: 'seats',
    object: 'account',
    types: ['number'],
    exact: [
      'seats',
      'seats purchased',
      'purchased seats',
      'licenses',
      'licences',
      'number of seats',
      'number of licenses',
      'user licenses',
      'lizenzen',
      'anzahl lizenzen',
      'gekaufte lizenzen',
      'plaetze',
      'arbeitsplaetze',
      'nutzerlizenzen',
    ],
    partial: [['seat'], ['license'], ['licence'], ['lizenz']],
    never: ['used', 'active', 'genutzt', 'aktiv', 'price', 'preis', 'cost', 'kosten', 'expir', 'ablauf'],
    // Assets may be anything that was sold, and not seats alone: offered, never taken by itself.
    standard: [{ name: 'Asset.Quantity', confidence: 0.35 }],
  },
  {
    target: 'contractStart',
    object: 'account',
    types: ['date', 'datetime'],
    exact: [
      'contract start',
      'contract start date',
      'subscription start',
      'subscription start date',
      'vertragsbeginn',
      'vertragsstart',
      'laufzeitbeginn',
    ],
    partial: [
      ['contract', 'start'],
      ['subscription', 'start'],
      ['vertrag', 'beginn'],
      ['vertrag', 'start'],
    ],
    never: ['trial', 'test', 'onboarding'],
    standard: [{ name: 'Contract.StartDate', confidence: 0.6 }],
  },
  {
    target: 'contractEnd',
    object: 'account',
    types: ['date', 'datetime'],
    exact: [
      'contract end',
      'contract end date',
      'subscription end',
      'subscription end date',
      'contract expiry',
      'vertragsende',
      'vertragsablauf',
      'laufzeitende',
      'vertrag bis',
    ],
    partial: [
      ['contract', 'end'],
      ['contract', 'expir'],
      ['subscription', 'end'],
      ['vertrag', 'ende'],
      ['laufzeit', 'ende'],
    ],
    never: ['trial', 'test', 'kuendigung', 'calendar', 'kalender'],
    standard: [
      { name: 'Contract.EndDate', confidence: 0.6 },
      { name: 'Asset.UsageEndDate', confidence: 0.35 },
    ],
  },
  {
    target: 'renewalDate',
    object: 'renewal',
    types: ['date', 'datetime'],
    exact: [
      'renewal date',
      'renewal due date',
      'renewal on',
      'next renewal',
      'verlaengerungsdatum',
      'verlaengerung am',
      'datum der verlaengerung',
      'verlaengerungstermin',
    ],
    partial: [
      ['renewal', 'date'],
      ['verlaengerung', 'datum'],
      ['verlaengerung', 'termin'],
      ['vertrag', 'ende'],
      ['contract', 'end'],
    ],
    never: ['notice', 'reminder', 'last', 'letzte', 'erinnerung', 'tier', 'entered', 'exited'],
    standard: [{ name: 'Contract.EndDate', confidence: 0.5 }],
  },
  {
    target: 'arr',
    object: 'renewal',
    types: ['number'],
    exact: [
      'arr',
      'annual recurring revenue',
      'renewal arr',
      'renewal value',
      'jahreswert',
      'jahresvertragswert',
      'verlaengerungswert',
      'wiederkehrender jahresumsatz',
      'jaehrlich wiederkehrender umsatz',
    ],
    partial: [
      ['annual', 'recurring'],
      ['wiederkehrend', 'umsatz'],
      ['renewal', 'amount'],
      ['renewal', 'value'],
      ['jahres', 'wert'],
    ],
    never: ['forecast', 'weighted', 'gewichtet', 'expansion', 'churn', 'at risk', 'lost', 'previous'],
    // The deal amount is what a renewal usually carries when nobody keeps an ARR field; HubSpot fills its own hs_arr from line items only.
    standard: [
      { name: 'amount', confidence: 0.5 },
      { name: 'Amount', confidence: 0.5 },
      { name: 'hs_arr', confidence: 0.4 },
    ],
  },
  {
    target: 'contactRole',
    object: 'contact',
    types: ['choice', 'text'],
    exact: ['contact role', 'customer role', 'stakeholder role', 'rolle', 'kontaktrolle', 'ansprechpartnerrolle'],
    partial: [
      ['contact', 'role'],
      ['stakeholder', 'role'],
      ['rolle', 'ansprechpartner'],
    ],
    never: ['email', 'job', 'permission', 'berechtigung'],
    standard: [{ name: 'hs_buying_role', confidence: 0.8 }],
  },
];

/** Words that mark a pipeline, a deal type or a field as "this is a renewal". Beginnings of words: German compounds hold them inside. */
export const renewalWords = ['renewal', 'renew', 'verlaengerung', 'vertragsverlaengerung'] as const;
/** "Existing business" holds renewals and upsells alike: used only when nothing says renewal. */
export const existingBusinessWords = [
  'existing business',
  'existingbusiness',
  'existing customer',
  'bestandsgeschaeft',
  'bestandskunde',
] as const;
/** Both languages always: a German portal's reviews are often called QBR, an English one's customers may write German titles. */
export const reviewTitleWords = [
  'qbr',
  'ebr',
  'business review',
  'quarterly review',
  'executive review',
  'quartalsgespräch',
  'quartalsgespraech',
  'quartalsreview',
  'jahresgespräch',
  'jahresgespraech',
  'strategiegespräch',
  'strategiegespraech',
] as const;
/** Highest first. The values are the CRMs' own (HubSpot URGENT, Salesforce Critical) and what German admins name them. */
export const topPriorityWords = [
  'urgent',
  'critical',
  'blocker',
  'dringend',
  'kritisch',
  'highest',
  'high',
  'hoch',
] as const;
