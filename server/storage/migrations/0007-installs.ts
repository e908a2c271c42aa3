import type { Migration } from './migration.ts';

/** Connections that came by installing the app, and installations under way. A login belongs to no connection yet: whose account it is, the CRM says at its end. */
export const installs: Migration = {
  number: 7,
  name: 'installs',
  up: `
create table install (
  connection_id text collate "C" primary key,
  installed_at timestamptz not null,
  ended json,
  missing_scopes json not null
);
create table pending_login (
  state text collate "C" primary key,
  crm text not null,
  browser text not null,
  verifier text not null,
  locale text not null,
  expires_at timestamptz not null
);`,
};
