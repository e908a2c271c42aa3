import { type Seeder } from './seeder.ts';

/** The book's merges, carried out after all records are there: the losing record's id answers with the surviving one. */
export function applyMerged(
  { portal, merges }: Seeder,
  type: 'companies' | 'deals',
  ids: ReadonlyMap<string, string>,
): void {
  const table = portal.table(type);
  const mergedIds = table.column('hs_merged_object_ids');
  for (const merge of merges) {
    const intoId = ids.get(merge.into);
    const loser = table.find(merge.oldId);
    if (merge.type !== type || loser === null) continue;
    loser.archivedAt = loser.updatedAt;
    const survivor = intoId === undefined ? null : table.find(intoId);
    if (survivor === null) continue;
    survivor.values[mergedIds] = [survivor.values[mergedIds], loser.id].filter(Boolean).join(';');
    portal.links.move(type, loser.id, survivor.id);
    table.redirect(loser.id, survivor.id);
  }
}
