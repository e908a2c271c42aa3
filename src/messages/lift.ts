import type { Locale } from '../accounts/connection.ts';
import type { Lift, LiftBlock, LiftStep } from '../accounts/health.ts';
import type { GateId, MeasureFacts, SupportDeduction } from '../accounts/measures.ts';
import { formatOf } from './format.ts';
import { share } from './measure-levels.ts';
import { createValues, type ValueParams } from './measure-values.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

/** Noun phrases: subjects in English, datives after "Mit" in German. */
export interface LiftParams {
  readonly seat_adoption: { active: number; before: number; seats: number };
  readonly power_users: { active: number; before: number };
  readonly core_usage_trend: { after: string; before: string };
  readonly two_way_contact: { days: number; before: number };
  readonly business_reviews: { attended: number; before: number; planned: number };
  readonly executive_sponsor: { level: string };
  readonly support_friction: { closed: 'old' | 'top' | 'both' | 'other' };
  readonly payment_and_plan: { none: string };
  readonly outcomes: { reached: number; before: number; goals: number };
  readonly other: { name: string; after: string; before: string };
}
interface FrameParams {
  readonly steps: { steps: string; first: 'gates' | 'none' };
  readonly unreachable: { first: 'gates' | 'none' };
  readonly gates: { gates: string; count: number };
  readonly gatesOnly: { gates: string; count: number };
}
export interface LiftTexts {
  readonly steps: Texts<LiftParams>;
  readonly frames: Texts<FrameParams>;
  readonly blocked: Labels<LiftBlock>;
}
export interface LiftNames {
  readonly gate: (id: GateId) => string;
  readonly measure: (id: LiftStep['measure']) => string;
  readonly values: Texts<ValueParams>;
}

/** What would change the tier: always a "would", never a promise. Warnings that block come first. */
export function createLiftSentence(locale: Locale, texts: LiftTexts, names: LiftNames): (lift: Lift) => string {
  const format = formatOf(locale);
  const frame = createSay(locale, texts.frames);
  const step = createStep(locale, texts.steps, names);

  const firstOf = ({ gates }: Lift) => (gates.length === 0 ? 'none' : 'gates');
  const stepsSentence = (lift: Lift): string => {
    const steps = format.list(lift.steps.map(step));
    return format.sentenceStart(frame('steps', { steps, first: firstOf(lift) }));
  };
  const rest = (lift: Lift): string => {
    if (lift.blockedBy.length > 0) return lift.blockedBy.map((block) => texts.blocked[block]).join(' ');
    return lift.reachable ? stepsSentence(lift) : frame('unreachable', { first: firstOf(lift) });
  };
  return (lift) => {
    if (lift.gates.length === 0) return rest(lift);
    const gates = {
      gates: format.list(lift.gates.map((id) => format.quote(names.gate(id)))),
      count: lift.gates.length,
    };
    const enough = lift.reachable && lift.steps.length === 0 && lift.blockedBy.length === 0;
    return enough ? frame('gatesOnly', gates) : `${frame('gates', gates)} ${rest(lift)}`;
  };
}

function createStep(locale: Locale, texts: Texts<LiftParams>, names: LiftNames): (step: LiftStep) => string {
  const format = formatOf(locale);
  const say = createSay(locale, texts);
  const value = createValues(locale, names.values);
  return (step) => {
    switch (step.measure) {
      case 'seat_adoption':
        return say('seat_adoption', { active: step.to.active, before: step.from.active, seats: step.to.seats });
      case 'power_users':
        return say('power_users', { active: step.to.active, before: step.from.active });
      case 'core_usage_trend':
        return say('core_usage_trend', {
          after: format.percent(share(step.to.recent, step.to.earlier)),
          before: format.percent(share(step.from.recent, step.from.earlier)),
        });
      case 'two_way_contact':
        return say('two_way_contact', { days: step.to.days, before: step.from.days });
      case 'business_reviews':
        return say('business_reviews', {
          attended: step.to.attended,
          before: step.from.attended,
          planned: step.to.planned,
        });
      case 'executive_sponsor':
        return say('executive_sponsor', { level: step.to.level });
      case 'support_friction':
        return say('support_friction', { closed: closedTickets(step.from, step.to) });
      case 'payment_and_plan':
        return say('payment_and_plan', { none: '' });
      case 'outcomes':
        return say('outcomes', { reached: step.to.reached, before: step.from.reached, goals: step.to.goals });
      default:
        return say('other', {
          name: names.measure(step.measure),
          after: value(step.measure, step.to),
          before: value(step.measure, step.from),
        });
    }
  };
}

/** Closing tickets is what can be done about support; the other deductions fade by themselves. */
function closedTickets(
  from: MeasureFacts['support_friction'],
  to: MeasureFacts['support_friction'],
): LiftParams['support_friction']['closed'] {
  const isGone = (code: SupportDeduction['code']) =>
    from.deductions.some((deduction) => deduction.code === code) &&
    !to.deductions.some((deduction) => deduction.code === code);
  const [old, top] = [isGone('old_ticket'), isGone('top_priority_open')];
  if (old && top) return 'both';
  return old ? 'old' : top ? 'top' : 'other';
}
