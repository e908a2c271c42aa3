import { type ObjectType } from './object-types.ts';
import { type PropertyDefinition, type PropertyGroup } from './property-definition.ts';

/** Everything that can happen to a portal, as data: applied, journalled, and replayed from the state file. Instants are milliseconds. */
export type Mutation = RecordMutation | LinkMutation | SchemaMutation;

interface Happened {
  readonly at: number;
  /** The app under test through the API, or a person in the CRM (the control endpoint). */
  readonly by: 'api' | 'user';
}

export type RecordMutation = Happened & { readonly type: ObjectType; readonly id: string } & (
    | { readonly op: 'create' | 'update'; readonly properties: Readonly<Record<string, string>> }
    | { readonly op: 'archive' | 'restore' }
    /** `id` and `other` become `into`, which may be either of them or a third record. */
    | { readonly op: 'merge'; readonly other: string; readonly into: string }
  );

export type LinkMutation = Happened & {
  readonly op: 'link' | 'unlink';
  readonly type: ObjectType;
  readonly id: string;
  readonly toType: ObjectType;
  readonly toId: string;
  readonly types: readonly number[];
};

export type SchemaMutation = Happened &
  (
    | { readonly op: 'put-property'; readonly type: ObjectType; readonly definition: PropertyDefinition }
    | { readonly op: 'rename-property'; readonly type: ObjectType; readonly from: string; readonly to: string }
    | { readonly op: 'put-group'; readonly type: ObjectType; readonly group: PropertyGroup }
    | { readonly op: 'remove-group'; readonly type: ObjectType; readonly name: string }
    | { readonly op: 'put-list'; readonly list: CrmList }
  );

/** A segment: kept and given back, its members are not computed. */
export interface CrmList {
  readonly listId: string;
  readonly name: string;
  readonly objectTypeId: string;
  readonly processingType: string;
  readonly filterBranch: unknown;
  readonly createdAt: number;
}
