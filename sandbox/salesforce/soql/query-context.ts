import { type Query, type Subquery } from '@jetstreamapp/soql-parser-js';
import { type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { type LiteralContext } from './literal.ts';

/** What every part of a query needs to know. */
export interface QueryContext extends LiteralContext {
  readonly org: Org;
  readonly object: ObjectName;
  /** The query's text, shown in refusals. */
  readonly soql: string;
  /** queryAll: deleted and merged records too. */
  readonly includeDeleted: boolean;
  /** Runs a query inside the query and gives the records it finds. */
  readonly find: (query: Query | Subquery, object: ObjectName) => readonly SalesforceRecord[];
}
