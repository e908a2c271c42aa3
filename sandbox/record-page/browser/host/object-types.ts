/** Object types by every name that the SDK lets a card use. */
export interface ObjectType {
  readonly name: 'companies' | 'deals' | 'contacts' | 'tickets' | 'tasks';
  readonly id: string;
  readonly title: string;
}

const types: readonly ObjectType[] = [
  { name: 'companies', id: '0-2', title: 'name' },
  { name: 'deals', id: '0-3', title: 'dealname' },
  { name: 'contacts', id: '0-1', title: 'lastname' },
  { name: 'tickets', id: '0-5', title: 'subject' },
  { name: 'tasks', id: '0-27', title: 'hs_task_subject' },
];

const singular: Readonly<Record<string, ObjectType['name']>> = {
  company: 'companies',
  deal: 'deals',
  contact: 'contacts',
  ticket: 'tickets',
  task: 'tasks',
};

/** Throws for a type that this page does not show. */
export function objectType(given: string): ObjectType {
  const name = singular[given.toLowerCase()] ?? given.toLowerCase();
  const found = types.find((type) => type.name === name || type.id === given);
  if (found === undefined) throw new Error(`This page knows no object type "${given}"`);
  return found;
}
