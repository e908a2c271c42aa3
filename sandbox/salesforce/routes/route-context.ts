import { type ApiLimits } from '../http/api-limits.ts';
import { type CallLog } from '../http/call-log.ts';
import { type VirtualClock } from '../../common/clock.ts';
import { type Org } from '../org/org.ts';
import { type RowRules } from '../write/row-rules.ts';

/** What the routes work on. */
export interface RouteContext {
  readonly org: Org;
  readonly clock: VirtualClock;
  readonly limits: ApiLimits;
  readonly log: CallLog;
  /** What makes single rows fail: locks, validation rules. */
  readonly rules: RowRules;
}
