import type { Locale } from '../accounts/connection.ts';
import type { MeasureFacts } from '../accounts/measures.ts';
import { formatOf } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

type Facts = MeasureFacts['payment_and_plan'];
export interface PaymentParams {
  readonly overdue: { days: number };
  readonly failed: { payments: number };
  readonly seats_cut: { before: number; now: number };
  readonly downgraded: { times: number };
}
type Code = keyof PaymentParams;
export interface PaymentTexts {
  readonly clean: string;
  readonly cleanShort: string;
  /** A finding as a clause. */
  readonly findings: Texts<PaymentParams>;
  /** What has become of a finding that is gone, as a clause. */
  readonly gone: Labels<Code>;
}

const codes = ['overdue', 'failed', 'seats_cut', 'downgraded'] as const satisfies readonly Code[];

/** How bad each finding is, in its own unit; 0 = there is none. */
const sizes: Readonly<Record<Code, (facts: Facts) => number>> = {
  overdue: (f) => f.overdueDays,
  failed: (f) => f.failedPayments,
  seats_cut: (f) => Math.max(0, f.seatsBefore - f.seatsNow),
  downgraded: (f) => f.downgrades,
};

/** Payment and plan in words: every finding is its own clause. */
export function createPaymentFindings(locale: Locale, texts: PaymentTexts) {
  const format = formatOf(locale);
  const say = createSay(locale, texts.findings);
  const clause = (code: Code, f: Facts): string =>
    ({
      overdue: () => say('overdue', { days: f.overdueDays }),
      failed: () => say('failed', { payments: f.failedPayments }),
      seats_cut: () => say('seats_cut', { before: f.seatsBefore, now: f.seatsNow }),
      downgraded: () => say('downgraded', { times: f.downgrades }),
    })[code]();

  return {
    /** "An invoice is 16 days overdue and 1 payment failed." */
    level(facts: Facts): string {
      const found = codes.filter((code) => sizes[code](facts) > 0);
      if (found.length === 0) return texts.clean;
      return `${format.sentenceStart(format.list(found.map((code) => clause(code, facts))))}.`;
    },
    /** The first finding in a few words. */
    short(facts: Facts): string {
      const code = codes.find((candidate) => sizes[candidate](facts) > 0);
      return code === undefined ? texts.cleanShort : clause(code, facts);
    },
    /**
     * What got worse (or, when the points went up, better), as one clause; null when nothing did. `points` decides which of the two is told:
     * an invoice may have been paid on the day on which the plan was cut.
     */
    change(before: Facts, after: Facts, points: number): string | null {
      const moves = codes.filter((code) => (sizes[code](after) - sizes[code](before)) * Math.sign(points) < 0);
      if (moves.length === 0) return null;
      return format.list(moves.map((code) => (sizes[code](after) > 0 ? clause(code, after) : texts.gone[code])));
    },
  };
}
