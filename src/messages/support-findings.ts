import type { Locale } from '../accounts/connection.ts';
import type { MeasureFacts, SupportDeduction, SupportDeductions } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

type Code = keyof SupportDeductions;
type Facts = MeasureFacts['support_friction'];
export interface SupportParams {
  readonly old_ticket: { days: number };
  readonly top_priority_open: { tickets: number };
  readonly many_tickets: { tickets: number; days: number };
  readonly low_csat: { mean: string; answers: number };
  readonly too_loud: { rate: string };
  readonly too_quiet: { rate: string };
}
export interface SupportTexts {
  readonly calm: string;
  readonly calmShort: string;
  /** A deduction as a clause. */
  readonly findings: Texts<SupportParams>;
  /** What has become of a deduction that is gone, as a clause. */
  readonly gone: Labels<Code>;
}

/** Support friction in words: every deduction is its own clause. */
export function createSupportFindings(locale: Locale, texts: SupportTexts) {
  const format = formatOf(locale);
  const say = createSay(locale, texts.findings);
  const clause = (deduction: SupportDeduction) => say(deduction.code, paramsOf(deduction, format));

  return {
    /** "The oldest open ticket is 16 days old (−40) and 1 ticket of top priority is open (−30)." */
    level({ deductions }: Facts): string {
      if (deductions.length === 0) return texts.calm;
      const listed = deductions.map((deduction) => `${clause(deduction)} (${format.points(deduction.points)})`);
      return `${format.sentenceStart(format.list(listed))}.`;
    },
    /** The costliest deduction in a few words. */
    short({ deductions }: Facts): string {
      const [worst] = [...deductions].sort((a, b) => a.points - b.points);
      return worst === undefined ? texts.calmShort : clause(worst);
    },
    /** The deduction that moved most in the direction of the whole, as a clause; null when none moved. */
    change(before: Facts, after: Facts): string | null {
      const code = mainMove(before, after);
      if (code === null) return null;
      const present = after.deductions.find((deduction) => deduction.code === code);
      return present === undefined ? texts.gone[code] : clause(present);
    },
  };
}

function mainMove(before: Facts, after: Facts): Code | null {
  const codes = new Set([...before.deductions, ...after.deductions].map(({ code }) => code));
  const moves = [...codes].map((code) => ({ code, points: pointsOf(after, code) - pointsOf(before, code) }));
  const direction = Math.sign(moves.reduce((sum, move) => sum + move.points, 0));
  const [main] = moves.sort((a, b) => (b.points - a.points) * direction);
  return main === undefined || direction === 0 ? null : main.code;
}

const pointsOf = ({ deductions }: Facts, code: Code) =>
  deductions.reduce((sum, deduction) => sum + (deduction.code === code ? deduction.points : 0), 0);

function paramsOf(deduction: SupportDeduction, format: Format): SupportParams[Code] {
  switch (deduction.code) {
    case 'low_csat':
      return { mean: format.number(deduction.mean, 1), answers: deduction.answers };
    case 'too_loud':
    case 'too_quiet':
      return { rate: format.number(deduction.perHundred, 1) };
    case 'old_ticket':
      return { days: deduction.days };
    case 'many_tickets':
      return { tickets: deduction.tickets, days: deduction.days };
    default:
      return { tickets: deduction.tickets };
  }
}
