import type { Locale } from '../accounts/connection.ts';
import type { MeasureFacts, SponsorLevel } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { duration, share, sizeOf, type LevelMeasure, type Size, type Unit } from './measure-levels.ts';
import { createSay, type Texts } from './templates.ts';

/** Direction of the number named in the clause, which decides the verb: fell or rose. */
type Direction = 'up' | 'down';
type FromTo = Readonly<{ before: string; after: string; direction: Direction }>;
type CountFromTo = Readonly<{ before: number; after: number; direction: Direction }>;
/** What the clause about a measure's change is filled with. */
export interface ChangeParams {
  readonly seat_adoption: FromTo & {
    size: Size;
    active: number;
    seats: number;
    activeBefore: number;
    seatsBefore: number;
  };
  readonly power_users: CountFromTo;
  readonly core_usage_trend: { before: string; after: string };
  readonly two_way_contact: CountFromTo & { answered: 'yes' | 'no' };
  readonly business_reviews: { attended: number; planned: number; attendedBefore: number; plannedBefore: number };
  readonly executive_sponsor: FromTo;
  readonly nps: FromTo;
  readonly outcomes: { reached: number; goals: number; reachedBefore: number; goalsBefore: number };
  readonly login_rhythm: FromTo & { days: number };
  readonly feature_breadth: { used: number; available: number; usedBefore: number; availableBefore: number };
  readonly feature_depth: FromTo;
  readonly workflow_completion: FromTo;
  readonly integrations: CountFromTo;
  readonly dau_mau: FromTo;
  readonly time_to_value: { days: number; limit: number; reached: 'yes' | 'no' };
  readonly response_time: { time: string; unit: Unit; earlierTime: string; earlierUnit: Unit };
  readonly csat: FromTo;
  readonly ces: FromTo;
  readonly champion_advocacy: { acts: number; before: number };
  readonly contract_term: { term: string };
  readonly roi_multiple: FromTo;
  readonly budget_trend: { trend: string };
  readonly expansion_talks: { tone: string };
  readonly csm_sentiment: { sentiment: string };
  readonly stagnation: { quarters: number };
}
export type ChangeSay = <K extends LevelMeasure>(
  id: K,
  before: MeasureFacts[K],
  after: MeasureFacts[K],
) => string | null;

/** "seat use fell from 85% to 60%": a main clause without a full stop. Null when both ends would print the same. */
export function createChanges(locale: Locale, texts: Texts<ChangeParams>): ChangeSay {
  const say = createSay(locale, texts);
  const params = changeParams(formatOf(locale));
  return (id, before, after) => {
    const filled = params[id](before, after);
    return 'before' in filled && 'after' in filled && filled.before === filled.after ? null : say(id, filled);
  };
}

const directionOf = (before: number, after: number): Direction => (after > before ? 'up' : 'down');
const rhythms = ['inactive', 'monthly', 'two_weekly', 'weekly', 'daily'];
const sponsorLevels: readonly SponsorLevel[] = ['none', 'informed', 'engaged_yearly', 'active_quarterly'];

type ChangeTables = {
  readonly [K in LevelMeasure]: (before: MeasureFacts[K], after: MeasureFacts[K]) => ChangeParams[K];
};

function changeParams(format: Format): ChangeTables {
  const { percents, numbers } = fromTo(format);
  return {
    seat_adoption: (b, a) => seatChange(b, a, percents),
    power_users: (b, a) => counts(b.active, a.active),
    core_usage_trend: (b, a) => percents(share(b.recent, b.earlier), share(a.recent, a.earlier)),
    two_way_contact: (b, a) => ({ ...counts(b.days, a.days), answered: a.answered ? 'yes' : 'no' }),
    business_reviews: (b, a) => ({
      attended: a.attended,
      planned: a.planned,
      attendedBefore: b.attended,
      plannedBefore: b.planned,
    }),
    executive_sponsor: (b, a) => ordered(b.level, a.level, sponsorLevels),
    nps: (b, a) => numbers(b.mean, a.mean),
    outcomes: (b, a) => ({ reached: a.reached, goals: a.goals, reachedBefore: b.reached, goalsBefore: b.goals }),
    login_rhythm: (b, a) => ({ ...ordered(b.rhythm, a.rhythm, rhythms), days: a.silentDays }),
    feature_breadth: (b, a) => ({
      used: a.used,
      available: a.available,
      usedBefore: b.used,
      availableBefore: b.available,
    }),
    feature_depth: (b, a) => percents(b.advancedShare, a.advancedShare),
    workflow_completion: (b, a) => percents(share(b.completed, b.started), share(a.completed, a.started)),
    integrations: (b, a) => counts(b.count, a.count),
    dau_mau: (b, a) => percents(b.ratio, a.ratio),
    time_to_value: (_, a) => ({ days: a.days, limit: a.limit, reached: a.reached ? 'yes' : 'no' }),
    response_time: (b, a) => {
      const earlier = duration(b.hours, format);
      return { ...duration(a.hours, format), earlierTime: earlier.time, earlierUnit: earlier.unit };
    },
    csat: (b, a) => numbers(b.mean, a.mean),
    ces: (b, a) => numbers(b.mean, a.mean),
    champion_advocacy: (b, a) => ({ acts: a.acts, before: b.acts }),
    contract_term: (_, a) => a,
    roi_multiple: (b, a) => numbers(b.multiple, a.multiple),
    budget_trend: (_, a) => a,
    expansion_talks: (_, a) => a,
    csm_sentiment: (_, a) => a,
    stagnation: (_, a) => a,
  };
}

function seatChange(
  b: MeasureFacts['seat_adoption'],
  a: MeasureFacts['seat_adoption'],
  percents: (before: number, after: number) => FromTo,
): ChangeParams['seat_adoption'] {
  return {
    ...percents(share(b.active, b.seats), share(a.active, a.seats)),
    size: sizeOf(a.seats),
    active: a.active,
    seats: a.seats,
    activeBefore: b.active,
    seatsBefore: b.seats,
  };
}

const counts = (before: number, after: number): CountFromTo => ({
  before,
  after,
  direction: directionOf(before, after),
});

const fromTo = (format: Format) => ({
  percents: (before: number, after: number): FromTo => ({
    before: format.percent(before),
    after: format.percent(after),
    direction: directionOf(before, after),
  }),
  numbers: (before: number, after: number): FromTo => ({
    before: format.number(before, 1),
    after: format.number(after, 1),
    direction: directionOf(before, after),
  }),
});

const ordered = (before: string, after: string, order: readonly string[]): FromTo => ({
  before,
  after,
  direction: directionOf(order.indexOf(before), order.indexOf(after)),
});
