import type { Migration } from './migration.ts';

/**
 * The days on which a connection received usage of any account, each with the instant from which that was first known. `usage_day` holds a row a user and would
 * have to be read whole to say so.
 */
export const usageFeed: Migration = {
  number: 8,
  name: 'usage feed',
  up: `
create table usage_feed (
  connection_id text collate "C" not null,
  day date not null,
  known_at timestamptz not null,
  primary key (connection_id, day)
);
insert into usage_feed select connection_id, day, min(known_at) from usage_day group by connection_id, day;`,
};
