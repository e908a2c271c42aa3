/** Words of the page around the components, and of the three fields that the org itself labels. */
const en = {
  records: 'Records',
  accounts: 'Accounts',
  opportunities: 'Opportunities',
  examples: 'Examples of every state',
  inOrg: 'In the connected org',
  hubspot: 'HubSpot pages',
  language: 'Language',
  design: 'Design system',
  mode: 'Brightness',
  light: 'Light',
  dark: 'Dark',
  form: 'Device',
  large: 'Desktop',
  small: 'Phone',
  fields: 'Fields of the record',
  score: 'Health score',
  tier: 'Forecast tier',
  name: 'Name',
  none: 'No scored records yet.',
  empty: '(empty)',
  compiling: 'The components are being compiled. They appear by themselves.',
  navigation: 'Main',
  skip: 'Skip to content',
  notice:
    'Local stand-in: the layout approximates Salesforce. The components are the real ones, compiled by Salesforce’s own tools; the records come from the org’s API.',
  tiers: { commit: 'Commit', best_case: 'Best case', at_risk: 'At risk' },
};
export type Texts = typeof en;

const de: Texts = {
  records: 'Datensätze',
  accounts: 'Accounts',
  opportunities: 'Opportunities',
  examples: 'Beispiele für jeden Zustand',
  inOrg: 'In der verbundenen Organisation',
  hubspot: 'HubSpot-Seiten',
  language: 'Sprache',
  design: 'Gestaltung',
  mode: 'Helligkeit',
  light: 'Hell',
  dark: 'Dunkel',
  form: 'Gerät',
  large: 'Rechner',
  small: 'Telefon',
  fields: 'Felder des Datensatzes',
  score: 'Health-Score',
  tier: 'Prognosestufe',
  name: 'Name',
  none: 'Noch keine bewerteten Datensätze.',
  empty: '(leer)',
  compiling: 'Die Komponenten werden übersetzt. Sie erscheinen von selbst.',
  navigation: 'Hauptmenü',
  skip: 'Zum Inhalt',
  notice:
    'Lokaler Stellvertreter: Der Aufbau ist Salesforce nachempfunden. Die Komponenten sind die echten, mit den Werkzeugen von Salesforce übersetzt; die Datensätze kommen aus der API der Organisation.',
  tiers: { commit: 'Commit', best_case: 'Best Case', at_risk: 'Gefährdet' },
};

export type Language = 'en' | 'de';
export const texts: Readonly<Record<Language, Texts>> = { en, de };
