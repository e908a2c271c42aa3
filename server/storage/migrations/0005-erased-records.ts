import type { Migration } from './migration.ts';

/** Records of people who asked to be forgotten: the row stays without any value, so that a late copy of them is refused. */
export const erasedRecords: Migration = {
  number: 5,
  name: 'erased records',
  up: 'alter table record add column erased_at timestamptz;',
};
