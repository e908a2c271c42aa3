/** What the product cannot work without: it reads companies, deals, contacts and activities, and writes its properties on companies and deals. */
export const requiredScopes = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.contacts.read',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'crm.schemas.contacts.read',
  'sales-email-read',
] as const;

/** Each stands for one ability: tickets count in the score, tasks are created for the account's owner, segments are saved lists. */
export const optionalScopes = ['tickets', 'crm.objects.contacts.write', 'crm.lists.read', 'crm.lists.write'] as const;
