import type { FieldMapping } from '../../src/accounts/connection.ts';
import type { CrmErrorCode, CrmErrorKind, CrmGateway, RecordType, WrittenType } from '../../src/ports/crm.ts';

/** A CRM with a gateway to it, and the hands of its users: what the battery needs to set a scene. */
export interface CrmWorld {
  readonly gateway: CrmGateway;
  /** Names at least one field of accounts. */
  readonly mapping: FieldMapping;
  /** The CRM's own clock, a moment after everything done so far. */
  now(): Promise<string>;
  /** A new record linked to accounts, the first one as its main account. A renewal matches the mapping's rule. */
  add(type: RecordType, name: string, accountIds?: readonly string[]): Promise<string>;
  /** A deal that is no renewal. */
  addOtherDeal(name: string): Promise<string>;
  rename(type: WrittenType, id: string, name: string): Promise<void>;
  link(type: Exclude<RecordType, 'account'>, id: string, accountId: string): Promise<void>;
  unlink(type: Exclude<RecordType, 'account'>, id: string, accountId: string): Promise<void>;
  remove(type: RecordType, id: string): Promise<void>;
  /** The id of the survivor. */
  merge(type: WrittenType, loser: string, survivor: string): Promise<string>;
  /** What people see in our properties, filled ones only. */
  shown(type: WrittenType, id: string): Promise<Readonly<Record<string, string>>>;
  /** From now on the CRM refuses writes to this record. */
  refuse(type: WrittenType, id: string): Promise<void>;
  /** The answer of the next write of this record is lost. */
  loseAnswer(type: WrittenType, id: string, fate: 'applied' | 'not_applied'): Promise<void>;
  /** An admin deletes a mapped field of accounts; its name. */
  removeMappedField(): Promise<string>;
  /** Somebody has a field of another type under one of our names; the name. */
  takeOurName(): Promise<string>;
  /** The next reads fail in this way. */
  breakReads(fault: CrmFault): Promise<void>;
  close(): Promise<void>;
}

/** What a CRM can do that another cannot. */
export interface CrmAbilities {
  /** The product may create its fields; elsewhere an admin deploys them as a package. */
  readonly createsFields: boolean;
  /** Links are no part of a record: it has any number of them, and they change without it. */
  readonly linksApart: boolean;
  readonly mergesRenewals: boolean;
}
export const allAbilities: CrmAbilities = { createsFields: true, linksApart: true, mergesRenewals: true };

export interface CrmFault {
  readonly kind: CrmErrorKind;
  readonly code: CrmErrorCode;
}

export const faults = [
  { kind: 'auth', code: 'token_revoked' },
  { kind: 'auth', code: 'missing_scope' },
  { kind: 'rate_limited', code: 'daily_limit' },
  { kind: 'rate_limited', code: 'rate_limited' },
  { kind: 'unavailable', code: 'server_error' },
  { kind: 'unavailable', code: 'timeout' },
  { kind: 'unavailable', code: 'unreachable' },
] as const satisfies readonly CrmFault[];
