import { type ObjectName } from './object-names.ts';

/** Where children of an account, a contact and an opportunity are found from the parent's side of a query. */
export const childRelationships: readonly {
  readonly parent: ObjectName;
  readonly name: string;
  readonly child: ObjectName;
  readonly field: string;
}[] = [
  { parent: 'Account', name: 'Contacts', child: 'Contact', field: 'AccountId' },
  { parent: 'Account', name: 'Opportunities', child: 'Opportunity', field: 'AccountId' },
  { parent: 'Account', name: 'Contracts', child: 'Contract', field: 'AccountId' },
  { parent: 'Account', name: 'Assets', child: 'Asset', field: 'AccountId' },
  { parent: 'Account', name: 'Cases', child: 'Case', field: 'AccountId' },
  { parent: 'Account', name: 'Tasks', child: 'Task', field: 'WhatId' },
  { parent: 'Account', name: 'Events', child: 'Event', field: 'WhatId' },
  { parent: 'Account', name: 'Emails', child: 'EmailMessage', field: 'RelatedToId' },
  { parent: 'Account', name: 'AccountContactRelations', child: 'AccountContactRelation', field: 'AccountId' },
  { parent: 'Contact', name: 'AccountContactRelations', child: 'AccountContactRelation', field: 'ContactId' },
  { parent: 'Contact', name: 'OpportunityContactRoles', child: 'OpportunityContactRole', field: 'ContactId' },
  { parent: 'Opportunity', name: 'OpportunityContactRoles', child: 'OpportunityContactRole', field: 'OpportunityId' },
  { parent: 'Event', name: 'EventRelations', child: 'EventRelation', field: 'EventId' },
];
