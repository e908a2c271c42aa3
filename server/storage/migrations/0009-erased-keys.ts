import type { Migration } from './migration.ts';

/** What tells an erased person's late signals from others': hashes of their addresses and ids, nothing that reads as a person. */
export const erasedKeys: Migration = {
  number: 9,
  name: 'erased keys',
  up: `
create table erased_key (
  connection_id text collate "C" not null,
  key_hash text not null,
  primary key (connection_id, key_hash)
);`,
};
