import { type Links } from './links.ts';
import { type CrmList, type Mutation } from './mutation.ts';
import { type ObjectType } from './object-types.ts';
import { type Pipelines } from './pipelines.ts';
import { type PortalKind, type PortalProfile } from './portal-kind.ts';
import { type PropertyCatalog } from './property-catalog.ts';
import { type RecordTable } from './record-table.ts';
import { type SearchIndex } from './search-index.ts';

export interface Owner {
  readonly id: string;
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly archived: boolean;
}

/** One HubSpot account: everything the API can show. Changes go through `commit` alone. */
export interface Portal {
  readonly kind: PortalKind;
  readonly profile: PortalProfile;
  readonly catalog: PropertyCatalog;
  readonly links: Links;
  readonly pipelines: Pipelines;
  readonly owners: Owner[];
  readonly lists: Map<string, CrmList>;
  readonly index: SearchIndex;
  table(type: ObjectType): RecordTable;
  /** A record id that was never used; ids grow, as HubSpot's do. */
  nextId(): string;
  commit(mutation: Mutation): void;
  onCommit(listener: (mutation: Mutation) => void): void;
}
