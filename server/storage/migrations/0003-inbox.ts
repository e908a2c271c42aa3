import type { Migration } from './migration.ts';

/** What CRMs announced. A followed row stays for a while, because the same announcement may come again. */
export const inbox: Migration = {
  number: 3,
  name: 'inbox',
  up: `
create table inbox (
  connection_id text collate "C" not null,
  key text collate "C" not null,
  kind text not null,
  record_type text not null,
  record_id text collate "C" not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  state text not null,
  attempts integer not null,
  reason text,
  primary key (connection_id, key)
);
create index inbox_waiting on inbox (connection_id, received_at) where state = 'waiting';`,
};
