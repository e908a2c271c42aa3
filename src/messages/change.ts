import type { Locale } from '../accounts/connection.ts';
import type { ChangeLine, ChangeSince, Gate, ScoreChange } from '../accounts/health.ts';
import type { EvidenceSource, MeasureId } from '../accounts/measures.ts';
import { daysBetween, formatOf } from './format.ts';
import type { GateSentences } from './gates.ts';
import type { MeasureSentences } from './measures.ts';
import { createSay, type Texts } from './templates.ts';

export interface ChangeSentenceTexts {
  readonly noComparableScore: string;
  readonly frames: Texts<FrameParams>;
}
interface FrameParams {
  readonly head: { direction: 'up' | 'down' | 'same'; points: number; days: number; more: 'yes' | 'no' };
  readonly causes: { first: string; second: string; link: 'and' | 'but' };
  readonly cause: { clause: string; points: string };
  readonly rest: { count: number; points: string };
  readonly scorecard: { before: string; after: string };
  readonly data: { source: EvidenceSource; direction: 'gained' | 'lost' | 'silent'; measures: string };
  readonly line: { points: string; text: string; aged: 'yes' | 'no' };
}
export interface ChangeNames {
  readonly measures: MeasureSentences;
  readonly gates: GateSentences;
}

/** Why a score moved: causes with their points, which sum to the printed change. */
export function createChangeSentences(locale: Locale, texts: ChangeSentenceTexts, names: ChangeNames) {
  const format = formatOf(locale);
  const frame = createSay(locale, texts.frames);
  const measureNames = (ids: readonly MeasureId[]) =>
    format.list(ids.map((id) => format.quote(names.measures.measureName(id))));

  const clauseOf = (line: ChangeLine, gates: readonly Gate[]): string => {
    switch (line.cause) {
      case 'scorecard':
        return frame('scorecard', { before: line.before, after: line.after });
      case 'data_gained':
      case 'data_lost':
        return frame('data', {
          source: line.source,
          direction: line.cause === 'data_gained' ? 'gained' : line.silent === true ? 'silent' : 'lost',
          measures: measureNames(line.measures),
        });
      default:
        return silentPowerUser(line, gates, names) ?? names.measures.measureChange(line.detail, line.points);
    }
  };
  const cause = (line: ChangeLine, gates: readonly Gate[]) =>
    frame('cause', { clause: clauseOf(line, gates), points: format.points(line.shown) });

  function compared(change: ScoreChange, gates: readonly Gate[]): string {
    const [first, second, ...rest] = byWeight(change.lines);
    const head = frame('head', { ...headOf(change), more: first === undefined ? 'no' : 'yes' });
    if (first === undefined) return head;
    const causes =
      second === undefined
        ? cause(first, gates)
        : frame('causes', {
            first: cause(first, gates),
            second: cause(second, gates),
            link: first.shown * second.shown < 0 ? 'but' : 'and',
          });
    const tail = rest.length === 0 ? '' : frame('rest', { count: rest.length, points: format.points(sum(rest)) });
    return `${head} ${startOf(causes)}${tail}.`;
  }
  const startOf = (causes: string) => (locale === 'de' ? format.sentenceStart(causes) : causes);

  /** The same line without its points and cause, for tables that have columns for both. */
  const changeText = (line: ChangeLine): string =>
    line.cause === 'evidence' || line.cause === 'ageing'
      ? names.measures.measureMove(line.detail)
      : format.sentenceStart(clauseOf(line, []));

  return {
    /** "Health fell 15 points in 30 days: ... (−9) and ... (−6); the rest comes from 2 smaller causes (±0)." */
    change: (change: ChangeSince, gates: readonly Gate[]): string =>
      change.state === 'compared' ? compared(change, gates) : texts.noComparableScore,
    /** One line of the full list: "−6 Seat use: 17 of 20 active (85%) → 12 of 20 active (60%)". */
    changeLine(line: ChangeLine): string {
      const aged = line.cause === 'ageing' ? 'yes' : 'no';
      return frame('line', { points: format.points(line.shown), text: changeText(line), aged });
    },
    changeText,
  };
}

/** Lines that print ±0 are left out: leaving them out changes no sum. */
const byWeight = (lines: readonly ChangeLine[]) =>
  lines.filter(({ shown }) => shown !== 0).sort((a, b) => Math.abs(b.points) - Math.abs(a.points));

const sum = (lines: readonly ChangeLine[]) => lines.reduce((total, { shown }) => total + shown, 0);

function headOf({ shownChange, since, until }: ScoreChange) {
  const direction = shownChange === 0 ? 'same' : shownChange > 0 ? 'up' : 'down';
  return { direction, points: Math.abs(shownChange), days: daysBetween(since, until) } as const;
}

/** Days of silence say more than "fell from 3 to 2": the warning knows them. */
function silentPowerUser(line: ChangeLine, gates: readonly Gate[], names: ChangeNames): string | null {
  if (line.cause !== 'evidence' && line.cause !== 'ageing') return null;
  if (line.detail.measure !== 'power_users' || line.points >= 0) return null;
  const gate = gates.find(({ id }) => id === 'power_user_silent');
  return gate === undefined ? null : names.gates.gateClause(gate);
}
