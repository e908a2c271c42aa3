import type { Migration } from './migration.ts';

/** The days of usage by their source: each product may have one of its own, and one that is silent must not look as if it told of nobody. */
export const feedBySource: Migration = {
  number: 13,
  name: 'feed by source',
  up: `
alter table usage_feed add column source text;
alter table usage_feed drop constraint usage_feed_pkey;
delete from usage_feed;
insert into usage_feed (connection_id, source, day, known_at)
  select connection_id, source, day, min(known_at) from usage_day group by connection_id, source, day;
alter table usage_feed alter column source set not null, add primary key (connection_id, source, day);`,
};
