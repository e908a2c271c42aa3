import { type Call } from '../http/call.ts';
import { inlineTypeName } from '../portal/association-types.ts';
import { type Link } from '../portal/links.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type Portal } from '../portal/portal.ts';
import { typeNamed } from './object-call.ts';

/** Entries of one object type that come inline with a record; the rest is behind its own paging link. */
const inlinePage = 100;

/** Links to live records only: what is archived is not shown, and comes back when it is restored. */
export function liveLinks(portal: Portal, type: ObjectType, id: string, to: ObjectType): readonly Link[] {
  const links = portal.links.of(type, id, to);
  const table = portal.table(to);
  const isLive = ({ to: target }: Link): boolean => table.find(target)?.archivedAt === null;
  return links.every(isLive) ? links : links.filter(isLive);
}

export interface InlineAssociations {
  readonly results: readonly { readonly id: string; readonly type: string }[];
  readonly paging?: { readonly next: { readonly after: string; readonly link: string } };
}

/** The `associations` of one record by plural type name; a link with a primary and a plain type counts as two entries, as on HubSpot. Undefined when there are none. */
export function inlineAssociations(
  portal: Portal,
  call: Call,
  type: ObjectType,
  id: string,
  wanted: readonly string[],
): Record<string, InlineAssociations> | undefined {
  const found: Record<string, InlineAssociations> = {};
  for (const name of wanted) {
    const to = typeNamed(name);
    const links = liveLinks(portal, type, id, to);
    if (links.length > 0) found[to] = entries(call, type, id, to, links);
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

function entries(call: Call, type: ObjectType, id: string, to: ObjectType, links: readonly Link[]): InlineAssociations {
  const results = links.flatMap((link) =>
    link.types.map((typeId) => ({ id: link.to, type: inlineTypeName(type, to, typeId) })),
  );
  const rest = results[inlinePage];
  if (rest === undefined) return { results };
  const path = call.version === 'v3' ? `/crm/v4/objects/${type}/${id}` : `/crm/objects/${call.version}/${type}/${id}`;
  // the cursor is the first record that is not shown: a reader that resumes there misses nothing
  return {
    results: results.slice(0, inlinePage),
    paging: { next: { after: rest.id, link: `${call.origin}${path}/associations/${to}?after=${rest.id}` } },
  };
}
