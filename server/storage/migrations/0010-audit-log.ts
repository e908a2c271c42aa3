import type { Migration } from './migration.ts';

/**
 * Who changed what, each entry with the hash of the one before it, and the hash of the last one apart, so that a missing end shows as well. The connection is a
 * `subject` here: a purge deletes every row of a connection, and the entry that says so has to outlive it.
 */
export const auditLog: Migration = {
  number: 10,
  name: 'audit log',
  up: `
create table audit (
  subject text collate "C" not null,
  position bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  before_hash text,
  after_hash text,
  previous text not null,
  hash text not null,
  primary key (subject, position)
);
create table audit_end (
  subject text collate "C" primary key,
  position bigint not null,
  hash text not null
);
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log takes entries and gives none back';
end $$;
create trigger audit_append_only before update or delete on audit for each row execute function refuse_audit_change();`,
};
