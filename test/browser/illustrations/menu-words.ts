import type { Locale } from '../../../src/accounts/connection.ts';

/** HubSpot's own words on the way to a view or a report, as its users read them. The recipes in docs use the same ones. */
export interface MenuWords {
  readonly companies: string;
  readonly deals: string;
  readonly reports: string;
  readonly addView: string;
  readonly advancedFilters: string;
  readonly editColumns: string;
  readonly save: string;
  readonly createReport: string;
  readonly boardView: string;
  readonly pipeline: string;
  readonly dataSource: string;
  readonly xAxis: string;
  readonly yAxis: string;
  readonly breakDown: string;
  readonly filters: string;
  readonly isAnyOf: string;
  readonly isKnown: string;
  readonly isLess: string;
  readonly count: (what: string) => string;
  readonly sum: (what: string) => string;
  readonly monthly: (what: string) => string;
  readonly owner: string;
  readonly industry: string;
  readonly dealName: string;
  readonly companyName: string;
  readonly renewalDate: string;
  /** Under every picture. */
  readonly notice: string;
}

export const menuWords: Readonly<Record<Locale, MenuWords>> = {
  en: {
    companies: 'CRM › Companies',
    deals: 'CRM › Deals',
    reports: 'Reporting › Reports',
    addView: 'Add view',
    advancedFilters: 'Advanced filters',
    editColumns: 'Edit columns',
    save: 'Save',
    createReport: 'Create report',
    boardView: 'Board',
    pipeline: 'Pipeline: Renewals',
    dataSource: 'Data source',
    xAxis: 'X-axis',
    yAxis: 'Y-axis',
    breakDown: 'Break down by',
    filters: 'Filters',
    isAnyOf: 'is any of',
    isKnown: 'is known',
    isLess: 'is less than',
    count: (what) => `Count of ${what}`,
    sum: (what) => `Sum of ${what}`,
    monthly: (what) => `${what}, monthly`,
    owner: 'Owner',
    industry: 'Industry',
    dealName: 'Deal name',
    companyName: 'Company name',
    renewalDate: 'Renewal date',
    notice: 'Illustration by Renewal Health of where to click. Not a screenshot of HubSpot.',
  },
  de: {
    companies: 'CRM › Unternehmen',
    deals: 'CRM › Deals',
    reports: 'Berichterstattung › Berichte',
    addView: 'Ansicht hinzufügen',
    advancedFilters: 'Erweiterte Filter',
    editColumns: 'Spalten bearbeiten',
    save: 'Speichern',
    createReport: 'Bericht erstellen',
    boardView: 'Board',
    pipeline: 'Pipeline: Renewals',
    dataSource: 'Datenquelle',
    xAxis: 'X-Achse',
    yAxis: 'Y-Achse',
    breakDown: 'Aufschlüsseln nach',
    filters: 'Filter',
    isAnyOf: 'ist eines von',
    isKnown: 'ist bekannt',
    isLess: 'ist kleiner als',
    count: (what) => `Anzahl: ${what}`,
    sum: (what) => `Summe: ${what}`,
    monthly: (what) => `${what}, monatlich`,
    owner: 'Zuständig',
    industry: 'Branche',
    dealName: 'Dealname',
    companyName: 'Unternehmensname',
    renewalDate: 'Renewal date',
    notice: 'Abbildung von Renewal Health, die zeigt, wo Sie klicken. Kein Bildschirmfoto von HubSpot.',
  },
};
