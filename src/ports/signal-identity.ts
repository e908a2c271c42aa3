import type { ObservationName } from '../accounts/signal.ts';
import type { RawSignal } from './signal-source.ts';

/** Facts that stand until the next one: two of one day and subject are two states of it. What is not here, and no answer, is an event: each value stands. */
export const levelNames: readonly ObservationName[] = [
  'seats',
  'sponsor_level',
  'goal_status',
  'cancellation_notice',
  'csm_sentiment',
  'integrations',
  'features_available',
  'contract_term',
  'roi_multiple',
  'budget_trend',
  'expansion_talk',
];
/** Whoever answers twice about one thing on a day corrects the answer; answers about nobody in particular are of several people. */
export const answerNames: readonly ObservationName[] = ['nps', 'csat', 'ces'];

/**
 * Whose state a signal tells, within its source and account: signals of equal identity replace each other, the one learnt last is true. Upper and lower case
 * of `about` are one.
 */
export function signalIdentity(signal: RawSignal): string {
  if (signal.kind === 'usage') return JSON.stringify(['usage', signal.user, signal.day, signal.event]);
  if (signal.kind === 'invoice') return JSON.stringify(['invoice', signal.id]);
  const { name, on, about, value } = signal;
  const subject = [name, on, about?.toLowerCase() ?? null];
  const isState = levelNames.includes(name) || (about !== null && answerNames.includes(name));
  return JSON.stringify(isState ? subject : [...subject, value]);
}
