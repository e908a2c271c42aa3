import type { ColumnType, Generated } from 'kysely';
import type { FieldMapping, Locale } from '../../src/accounts/connection.ts';
import type { ConnectionId, CrmName } from '../../src/accounts/ids.ts';
import type { Instant } from '../../src/accounts/time.ts';
import type { CrmDescription, RecordType, WrittenType, WrittenValues } from '../../src/ports/crm.ts';
import type { AnnouncedChange } from '../../src/ports/inbox.ts';
import type { InstallEnd } from '../../src/ports/installs.ts';
import type { LedgerState, Run, RunKind } from '../../src/ports/stores.ts';

/** Read as the value, written as JSON text. */
type Json<Value> = ColumnType<Value, string, string>;

/** The tables that the query builder is used on; a test compares the names with the database. The heavy statements on the other tables are plain SQL. */
export interface Tables {
  readonly schema_version: { readonly number: number; readonly name: string; readonly applied_at: Generated<Instant> };
  readonly connection: ConnectionTable;
  readonly sync_cursor: {
    readonly connection_id: ConnectionId;
    readonly record_type: RecordType;
    readonly read_until: Instant;
  };
  readonly signal_source: {
    readonly connection_id: ConnectionId;
    readonly source: string;
    readonly completed_at: Instant;
  };
  readonly ledger: LedgerTable;
  readonly scorecard_in_force: {
    readonly connection_id: ConnectionId;
    readonly since: Instant;
    readonly hash: string;
    readonly card: Json<unknown>;
  };
  readonly run: RunTable;
  readonly portal: {
    readonly connection_id: ConnectionId;
    readonly described_at: Instant;
    readonly description: Json<CrmDescription>;
  };
  readonly task: {
    readonly connection_id: ConnectionId;
    readonly key: string;
    readonly task_id: string;
    readonly created_at: Instant;
  };
  readonly credential: CredentialTable;
  readonly install: {
    readonly connection_id: ConnectionId;
    readonly installed_at: Instant;
    readonly ended: ColumnType<InstallEnd | null, string | null, string | null>;
    readonly missing_scopes: Json<readonly string[]>;
  };
  /** The one table without a connection. */
  readonly pending_login: {
    readonly state: string;
    readonly crm: CrmName;
    readonly browser: string;
    /** Sealed. */
    readonly verifier: string;
    readonly locale: Locale;
    readonly expires_at: Instant;
  };
  readonly inbox: {
    readonly connection_id: ConnectionId;
    readonly key: string;
    readonly kind: AnnouncedChange['kind'];
    readonly record_type: RecordType;
    readonly record_id: string;
    readonly occurred_at: Instant;
    readonly received_at: Instant;
    readonly state: 'waiting' | 'done' | 'parked';
    readonly attempts: number;
    readonly reason: string | null;
  };
}

export interface ConnectionTable {
  readonly connection_id: ConnectionId;
  readonly crm: CrmName;
  readonly name: string;
  readonly time_zone: string;
  readonly home_currency: string;
  readonly locale: Locale;
  readonly mapping: Json<FieldMapping>;
  readonly show_names: boolean;
  readonly write_back: 'on' | 'paused';
  readonly connected_at: Instant;
  readonly first_refresh_at: Instant | null;
}

export interface CredentialTable {
  readonly connection_id: ConnectionId;
  /** Sealed, as refresh_token is. */
  readonly access_token: string;
  readonly refresh_token: string | null;
  readonly expires_at: Instant | null;
  readonly instance_url: string | null;
  readonly scopes: Json<readonly string[]>;
  readonly fence: Generated<number>;
  readonly held_until: Instant | null;
}

export interface LedgerTable {
  readonly connection_id: ConnectionId;
  readonly id: Generated<number>;
  readonly run: number;
  readonly type: WrittenType;
  readonly record_id: string;
  readonly before: Json<WrittenValues>;
  readonly after: Json<WrittenValues>;
  readonly revision: number;
  readonly state: LedgerState;
  readonly reason: string | null;
  readonly at: Instant;
}

export interface RunTable {
  readonly connection_id: ConnectionId;
  readonly id: Generated<number>;
  readonly kind: RunKind;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly outcome: Run['outcome'];
  readonly stats: Json<Run['stats']>;
  readonly error: string | null;
}
