import { type Scalar } from './field.ts';
import { type ObjectName } from './object-names.ts';

export type Values = Readonly<Record<string, Scalar>>;

/** Everything that can happen to the org's records, as data: applied, journalled, and replayed from the state file. */
export type Mutation = {
  /** Milliseconds. */
  readonly at: number;
  /** The app under test through the API, or a person in the CRM (the control endpoint). */
  readonly by: 'api' | 'user';
  readonly object: ObjectName;
  readonly id: string;
} & (
  | { readonly op: 'create' | 'update'; readonly values: Values }
  | { readonly op: 'delete' | 'undelete' | 'purge' }
  /** `id` stays; the losers are deleted and name it as their master, their children move to it. */
  | { readonly op: 'merge'; readonly losers: readonly string[] }
);
