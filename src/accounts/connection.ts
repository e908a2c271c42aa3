import type { ConnectionId, CrmName } from './ids.ts';
import type { Instant } from './time.ts';

export type Locale = 'en' | 'de';

/** One installed portal or org. */
export interface Connection {
  readonly id: ConnectionId;
  readonly crm: CrmName;
  readonly name: string;
  /** IANA name, such as Europe/Berlin: decides which calendar day it is. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
  readonly locale: Locale;
  readonly mapping: FieldMapping;
  /** People appear by name only when true; else by role. */
  readonly showNames: boolean;
  /** `paused` after an undo, until somebody resumes: a schedule must not undo the undo. */
  readonly writeBack: 'on' | 'paused';
  readonly connectedAt: Instant;
  /** Instant at which the first full refresh began; facts dated before it are known by their own date (docs/adr/0002). Null until then. */
  readonly firstRefreshAt: Instant | null;
}

/** Which of the CRM's fields mean what. Field names are the CRM's internal ones; null = this portal has no such field. */
export interface FieldMapping {
  readonly account: {
    readonly externalKey: string | null;
    readonly acv: string | null;
    readonly seats: string | null;
    readonly contractStart: string | null;
    readonly contractEnd: string | null;
  };
  readonly renewal: {
    readonly rule: RenewalRule;
    readonly renewalDate: string | null;
    readonly arr: string | null;
  };
  readonly contact: { readonly role: string | null };
  readonly review: {
    /** Case-insensitive words; a meeting whose title holds one of them is a business review. */
    readonly titleWords: readonly string[];
    /** Values of the CRM's meeting type that mean a business review. */
    readonly meetingTypes: readonly string[];
  };
  /** The ticket priority value that means top priority. */
  readonly topPriority: string;
}

/** A deal is a renewal when one of these holds. */
export interface RenewalRule {
  readonly pipelineIds: readonly string[];
  readonly fields: readonly { readonly field: string; readonly values: readonly string[] }[];
}
