import type { Migration } from './migration.ts';

/** What screens need beside results: how the portal looked when it was last described, and which tasks they have created. */
export const screens: Migration = {
  number: 2,
  name: 'screens',
  up: `
create table portal (
  connection_id text collate "C" primary key,
  described_at timestamptz not null,
  description json not null
);
create table task (
  connection_id text collate "C" not null,
  key text collate "C" not null,
  task_id text not null,
  created_at timestamptz not null,
  primary key (connection_id, key)
);`,
};
