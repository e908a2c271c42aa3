import type { Migration } from './migration.ts';

/**
 * Ids compare by bytes (collate "C"): pages by id then come in the same order on every machine and in every language.
 * Every primary key begins with connection_id, the tenant. Values of CRM records are jsonb, because they are compared; results are json, kept as they are.
 */
export const firstTables: Migration = {
  number: 1,
  name: 'first tables',
  up: `
create table connection (
  connection_id text collate "C" primary key,
  crm text not null,
  name text not null,
  time_zone text not null,
  home_currency text not null,
  locale text not null,
  mapping json not null,
  show_names boolean not null,
  write_back text not null,
  connected_at timestamptz not null,
  first_refresh_at timestamptz
);
create table sync_cursor (
  connection_id text collate "C" not null,
  record_type text not null,
  read_until timestamptz not null,
  primary key (connection_id, record_type)
);

-- The newest state of every CRM record. value is null when the record is not ours to judge or is gone (then removed_at is set).
create table record (
  connection_id text collate "C" not null,
  type text not null,
  id text collate "C" not null,
  value jsonb,
  account_ids text[] collate "C" not null,
  known_at timestamptz not null,
  removed_at timestamptz,
  merged_into text collate "C",
  ours jsonb,
  name_key text collate "C",
  external_key text collate "C",
  domain_key text collate "C",
  primary key (connection_id, type, id)
);
create index record_by_name on record (connection_id, name_key) where name_key is not null;
create index record_by_external_key on record (connection_id, external_key) where external_key is not null;
create index record_by_domain on record (connection_id, domain_key) where domain_key is not null;
create index record_merged_into on record (connection_id, merged_into) where merged_into is not null;

-- What each account saw of a record, append-only. value is null from the instant at which the account lost the record.
create table record_version (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  type text not null,
  record_id text collate "C" not null,
  known_at timestamptz not null,
  value jsonb,
  primary key (connection_id, account_id, type, record_id, known_at)
);
create index record_version_tickets on record_version (connection_id, known_at) where type = 'ticket';
create table dirty_account (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  marked_at timestamptz not null,
  primary key (connection_id, account_id)
);

-- content is a hash of what makes two facts the same: free text does not fit into an index.
create table signal_source (
  connection_id text collate "C" not null,
  source text not null,
  completed_at timestamptz not null,
  primary key (connection_id, source)
);
create table observation (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  source text not null,
  name text not null,
  day date not null,
  content text not null,
  about text,
  value text not null,
  known_at timestamptz not null,
  primary key (connection_id, account_id, source, name, day, content)
);
create table invoice (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  source text not null,
  id text not null,
  content text not null,
  issued_on date not null,
  due_on date not null,
  paid_on date,
  amount double precision not null,
  currency text not null,
  known_at timestamptz not null,
  primary key (connection_id, account_id, source, id, content)
);
-- Counts by event name. A second count of an event learnt at the same instant opens another part.
create table usage_day (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  source text not null,
  user_key text not null,
  day date not null,
  known_at timestamptz not null,
  part integer not null,
  events jsonb not null,
  primary key (connection_id, account_id, source, user_key, day, known_at, part)
);
-- Signals whose account is not known yet. known_at is set when they are known from their own day.
create table unresolved_signal (
  connection_id text collate "C" not null,
  account_key text not null,
  source text not null,
  content text not null,
  known_at timestamptz,
  signal json not null,
  primary key (connection_id, source, content)
);
create index unresolved_by_key on unresolved_signal (connection_id, account_key);
create table rejected_row (
  connection_id text collate "C" not null,
  source text not null,
  learned_at timestamptz not null,
  position integer not null,
  file text not null,
  line integer not null,
  column_name text,
  code text not null,
  value text not null,
  primary key (connection_id, source, position)
);

create table assessment (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  assessed_at timestamptz not null,
  content_hash text not null,
  body json not null,
  primary key (connection_id, account_id, assessed_at)
);
create table score_point (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  day date not null,
  known_at timestamptz not null,
  score double precision,
  shown integer,
  band text not null,
  coverage double precision not null,
  scorecard text not null,
  primary key (connection_id, account_id, day, known_at)
);
create table tier_state (
  connection_id text collate "C" not null,
  account_id text collate "C" not null,
  renewal_id text collate "C" not null,
  day date not null,
  known_at timestamptz not null,
  machine text not null,
  candidate text not null,
  gated boolean not null,
  primary key (connection_id, account_id, renewal_id, day, known_at)
);

create table ledger (
  connection_id text collate "C" not null,
  id bigint generated always as identity,
  run bigint not null,
  type text not null,
  record_id text collate "C" not null,
  before jsonb not null,
  after jsonb not null,
  revision bigint not null,
  state text not null,
  reason text,
  at timestamptz not null,
  primary key (connection_id, id)
);
create index ledger_by_run on ledger (connection_id, run, id);
create index ledger_by_record on ledger (connection_id, type, record_id, id);
create index ledger_open on ledger (connection_id, id) where state in ('planned', 'in_flight');

create table scorecard_in_force (
  connection_id text collate "C" not null,
  since timestamptz not null,
  hash text not null,
  card json not null,
  primary key (connection_id, since)
);
create table run (
  connection_id text collate "C" not null,
  id bigint generated always as identity,
  kind text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null,
  stats json not null,
  error text,
  primary key (connection_id, id)
);`,
};
