/** The CRM object types the sandbox keeps: their names, type ids and the scopes that open them. */
export const objectTypes = [
  'companies',
  'deals',
  'contacts',
  'tickets',
  'meetings',
  'calls',
  'emails',
  'tasks',
] as const;
export type ObjectType = (typeof objectTypes)[number];

export interface ObjectTypeInfo {
  readonly singular: string;
  readonly typeId: string;
  readonly createdName: string;
  /** Contacts alone have no `hs_` prefix here: a filter on the wrong name finds nothing. */
  readonly modifiedName: string;
  readonly readScopes: readonly string[];
  readonly writeScopes: readonly string[];
  /** Properties that a read returns when it names none. */
  readonly defaultProperties: readonly string[];
  /** Properties that the free-text `query` of a search looks into. */
  readonly searchable: readonly string[];
}

const activity = (singular: string, typeId: string, more: Partial<ObjectTypeInfo> = {}): ObjectTypeInfo => ({
  singular,
  typeId,
  createdName: 'hs_createdate',
  modifiedName: 'hs_lastmodifieddate',
  readScopes: ['crm.objects.contacts.read'],
  writeScopes: ['crm.objects.contacts.write'],
  defaultProperties: [],
  searchable: [],
  ...more,
});

export const objectTypeInfo: Readonly<Record<ObjectType, ObjectTypeInfo>> = {
  companies: {
    ...activity('company', '0-2'),
    createdName: 'createdate',
    readScopes: ['crm.objects.companies.read'],
    writeScopes: ['crm.objects.companies.write'],
    defaultProperties: ['name', 'domain'],
    searchable: ['name', 'domain', 'website', 'phone'],
  },
  deals: {
    ...activity('deal', '0-3'),
    createdName: 'createdate',
    readScopes: ['crm.objects.deals.read'],
    writeScopes: ['crm.objects.deals.write'],
    defaultProperties: ['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'],
    searchable: ['dealname', 'description', 'dealtype'],
  },
  contacts: {
    ...activity('contact', '0-1'),
    createdName: 'createdate',
    modifiedName: 'lastmodifieddate',
    defaultProperties: ['firstname', 'lastname', 'email'],
    searchable: ['firstname', 'lastname', 'email', 'phone'],
  },
  tickets: {
    ...activity('ticket', '0-5'),
    createdName: 'createdate',
    readScopes: ['tickets'],
    writeScopes: ['tickets'],
    defaultProperties: [
      'subject',
      'content',
      'hs_pipeline',
      'hs_pipeline_stage',
      'hs_ticket_priority',
      'hs_ticket_category',
    ],
    searchable: ['subject', 'content'],
  },
  meetings: activity('meeting', '0-47', { searchable: ['hs_meeting_title'] }),
  calls: activity('call', '0-48', { searchable: ['hs_call_title'] }),
  emails: activity('email', '0-49', { readScopes: ['sales-email-read'], searchable: ['hs_email_subject'] }),
  tasks: activity('task', '0-27', { searchable: ['hs_task_subject'] }),
};

const byName = new Map<string, ObjectType>();
for (const type of objectTypes) {
  const { singular, typeId } = objectTypeInfo[type];
  byName.set(type, type).set(singular, type).set(typeId, type);
}

/** `companies`, `company` and `0-2` name the same type; null when the sandbox keeps no such objects. */
export const objectTypeNamed = (name: string): ObjectType | null => byName.get(name.toLowerCase()) ?? null;
