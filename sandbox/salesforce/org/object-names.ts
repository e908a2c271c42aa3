/** The objects of the org, by Salesforce's key prefix. */
export const keyPrefixes = {
  Organization: '00D',
  User: '005',
  CurrencyType: '01L',
  RecordType: '012',
  OpportunityStage: '01J',
  Account: '001',
  Contact: '003',
  AccountContactRelation: '07k',
  Opportunity: '006',
  OpportunityContactRole: '00K',
  Contract: '800',
  Asset: '02i',
  Case: '500',
  Task: '00T',
  Event: '00U',
  EventRelation: '0RE',
  EmailMessage: '02s',
} as const;
export type ObjectName = keyof typeof keyPrefixes;
export const objectNames = Object.keys(keyPrefixes) as ObjectName[];

const byLowerCase = new Map(objectNames.map((name) => [name.toLowerCase(), name]));
const byPrefix = new Map(objectNames.map((name) => [keyPrefixes[name] as string, name]));

/** Names are compared without case, as Salesforce does. */
export const objectNamed = (name: string): ObjectName | null => byLowerCase.get(name.toLowerCase()) ?? null;
/** Which object an id belongs to. */
export const objectOfId = (id: string): ObjectName | null => byPrefix.get(id.slice(0, 3)) ?? null;

export const plurals: Readonly<Record<ObjectName, string>> = {
  Organization: 'Organizations',
  User: 'Users',
  CurrencyType: 'Currency Types',
  RecordType: 'Record Types',
  OpportunityStage: 'Opportunity Stages',
  Account: 'Accounts',
  Contact: 'Contacts',
  AccountContactRelation: 'Account Contact Relationships',
  Opportunity: 'Opportunities',
  OpportunityContactRole: 'Opportunity Contact Roles',
  Contract: 'Contracts',
  Asset: 'Assets',
  Case: 'Cases',
  Task: 'Tasks',
  Event: 'Events',
  EventRelation: 'Event Relations',
  EmailMessage: 'Email Messages',
};

/** Made by Salesforce's setup, not by records' API. */
export const setupObjects: ReadonlySet<ObjectName> = new Set([
  'Organization',
  'User',
  'CurrencyType',
  'RecordType',
  'OpportunityStage',
]);
