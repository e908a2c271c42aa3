import type { Migration } from './migration.ts';

/**
 * A fact that returns to what it said before is news: an invoice that is open, paid and open again. So the same content may stand twice, known from different
 * instants. Of a signal whose account is unknown the state heard last is kept; rows of older versions keep the hash of their content as identity.
 */
export const signalStates: Migration = {
  number: 12,
  name: 'signal states',
  up: `
alter table observation drop constraint observation_pkey,
  add primary key (connection_id, account_id, source, name, day, content, known_at);
alter table invoice drop constraint invoice_pkey,
  add primary key (connection_id, account_id, source, id, content, known_at);
alter table unresolved_signal rename column content to identity;
alter table unresolved_signal add column heard_at timestamptz not null default 'epoch';
alter table unresolved_signal alter column heard_at drop default;`,
};
