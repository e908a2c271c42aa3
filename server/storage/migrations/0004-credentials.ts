import type { Migration } from './migration.ts';

/**
 * What opens a portal or org, encrypted by the program before it comes here, and the lease on renewing it. A fence is drawn anew for every lease and every
 * save: whoever holds an older one has lost, whatever the clocks say.
 */
export const credentials: Migration = {
  number: 4,
  name: 'credentials',
  up: `
create sequence credential_fence;
create table credential (
  connection_id text collate "C" primary key,
  access_token text not null,
  refresh_token text,
  expires_at timestamptz,
  instance_url text,
  scopes json not null,
  fence bigint not null default nextval('credential_fence'),
  held_until timestamptz
);`,
};
