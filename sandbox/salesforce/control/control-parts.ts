import { type VirtualClock } from '../../common/clock.ts';
import { type BulkPace } from '../bulk/bulk-jobs.ts';
import { type Faults } from '../../common/fault-plan.ts';
import { type Fault } from '../faults/fault.ts';
import { type ApiLimits } from '../http/api-limits.ts';
import { type CallLog } from '../http/call-log.ts';
import { type Mutation } from '../org/mutation.ts';
import { type Org } from '../org/org.ts';
import { type ConnectedApp } from '../oauth/connected-app.ts';
import { type Sessions } from '../oauth/sessions.ts';
import { type RowRules } from '../write/row-rules.ts';

export interface ControlParts {
  readonly org: Org;
  readonly clock: VirtualClock;
  readonly app: ConnectedApp;
  readonly sessions: Sessions;
  readonly limits: ApiLimits;
  readonly log: CallLog;
  readonly rules: RowRules;
  readonly faults: Faults<Fault>;
  readonly pace: BulkPace;
  readonly journal: readonly Mutation[];
}

export type { ControlAction, ControlActions } from '../../common/control.ts';
