import { invalid } from '../http/api-problem.ts';
import { pairTypes, type PairTypes } from '../portal/association-types.ts';
import { type Link } from '../portal/links.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';

/** Links as the association API shows them. */
export interface WireLink {
  readonly toObjectId: string;
  readonly associationTypes: readonly {
    readonly category: 'HUBSPOT_DEFINED';
    readonly typeId: number;
    readonly label: string | null;
  }[];
}

export function wireLink(from: ObjectType, to: ObjectType, { to: toObjectId, types }: Link): WireLink {
  const primary = pairTypes(from, to)?.primary ?? null;
  return {
    toObjectId,
    associationTypes: types.map((typeId) => ({
      category: 'HUBSPOT_DEFINED',
      typeId,
      label: typeId === primary ? 'Primary' : null,
    })),
  };
}

export interface LinkPage {
  readonly links: readonly Link[];
  readonly after: string | null;
}

/** At most 500 links, from the cursor on; a cursor is the id of the first link of its page. */
export function pageOfLinks(links: readonly Link[], after: string | null, limit: number): LinkPage {
  const start =
    after === null
      ? 0
      : Math.max(
          0,
          links.findIndex((link) => link.to === after),
        );
  return { links: links.slice(start, start + limit), after: links[start + limit]?.to ?? null };
}

export function pairOf(from: ObjectType, to: ObjectType): PairTypes {
  const pair = pairTypes(from, to);
  if (pair === null)
    throw invalid(
      `There is no default association type between ${objectTypeInfo[from].singular} and ${objectTypeInfo[to].singular}`,
    );
  return pair;
}
