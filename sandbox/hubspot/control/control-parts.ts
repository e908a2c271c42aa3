import { type VirtualClock } from '../../common/clock.ts';
import { type Faults } from '../../common/fault-plan.ts';
import { type Fault } from '../faults/fault.ts';
import { type CallLog } from '../http/call-log.ts';
import { type Requirement } from '../http/call.ts';
import { type RateLimits } from '../http/rate-limits.ts';
import { type Tokens } from '../http/tokens.ts';
import { type Violations } from '../http/violations.ts';
import { type JournalEntry } from '../journal.ts';
import { type Portal } from '../portal/portal.ts';
import { type WebhookSender } from '../webhooks/webhook-sender.ts';

export interface ControlParts {
  readonly portal: Portal;
  readonly clock: VirtualClock;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly log: CallLog;
  readonly faults: Faults<Fault>;
  readonly violations: Violations;
  readonly webhooks: WebhookSender;
  readonly journal: readonly JournalEntry[];
  readonly requirements: Requirement[];
}

export type { ControlAction, ControlActions } from '../../common/control.ts';
