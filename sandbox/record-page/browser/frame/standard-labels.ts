import { type Language } from './texts.ts';

/** HubSpot translates the labels of its own properties for each user, and leaves those that an admin or an app made as they are. */
const german: Readonly<Record<string, string>> = {
  domain: 'Unternehmensdomain',
  hubspot_owner_id: 'Zuständig',
  industry: 'Branche',
  country: 'Land/Region',
  lifecyclestage: 'Lifecycle-Phase',
  annualrevenue: 'Jahresumsatz',
  numberofemployees: 'Anzahl der Mitarbeiter',
  amount: 'Betrag',
  closedate: 'Abschlussdatum',
  dealstage: 'Deal-Phase',
  dealtype: 'Deal-Typ',
  deal_currency_code: 'Währung',
  amount_in_home_currency: 'Betrag in Unternehmenswährung',
};

export const standardLabel = (language: Language, name: string): string | null =>
  language === 'de' ? (german[name] ?? null) : null;
