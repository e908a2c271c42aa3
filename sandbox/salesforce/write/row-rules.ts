import { type Mutation } from '../org/mutation.ts';
import { type Org } from '../org/org.ts';
import { type ObjectName } from '../org/object-names.ts';
import { type Scalar } from '../org/field.ts';
import { RowError } from './row-error.ts';

/** What an admin's rules and other people's locks do to single rows. */
export interface RowRules {
  /** Rows whose next writes fail with UNABLE_TO_LOCK_ROW, and how often still. */
  readonly locks: Map<string, number>;
  readonly validations: ValidationRule[];
  /** Throws RowError. */
  check(
    org: Org,
    object: ObjectName,
    id: string | null,
    merged: Readonly<Record<string, Scalar | undefined>>,
    by: Mutation['by'],
  ): void;
}

/** A rule of the org's admin: the record cannot be saved while `field` is empty (or has the value). */
export interface ValidationRule {
  readonly object: ObjectName;
  readonly field: string;
  /** Null: while the field is empty. */
  readonly refuses: Scalar;
  readonly message: string;
}

export function createRowRules(): RowRules {
  const locks = new Map<string, number>();
  const validations: ValidationRule[] = [];
  return {
    locks,
    validations,
    check(_org, object, id, merged, by) {
      // people in the CRM wait for a lock to end
      if (id !== null && by === 'api') checkLock(locks, id);
      for (const rule of validations) {
        if (rule.object !== object || (merged[rule.field] ?? null) !== rule.refuses) continue;
        throw new RowError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, []);
      }
    },
  };
}

function checkLock(locks: Map<string, number>, id: string): void {
  const left = locks.get(id) ?? 0;
  if (left === 0) return;
  locks.set(id, left - 1);
  throw new RowError('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records: ' + id, []);
}
