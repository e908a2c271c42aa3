import type { ObservationName } from '../accounts/signal.ts';
import type { AccountSnapshot, ObservationFact } from './account-snapshot.ts';

/** All observations of a name, oldest first. */
export const observed = (snapshot: AccountSnapshot, name: ObservationName): readonly ObservationFact[] =>
  snapshot.observations.get(name) ?? [];

/** Those of the last `days` days: one made today is 0 days old, one `days` days old still counts. */
export const observedWithin = (
  snapshot: AccountSnapshot,
  name: ObservationName,
  days: number,
): readonly ObservationFact[] => observed(snapshot, name).filter(({ on }) => snapshot.todayNumber - on <= days);

/** The newest one for each person, ticket or goal it is about, upper and lower case alike; those about nobody in particular all stand. */
export function newestPerSubject(facts: readonly ObservationFact[]): readonly ObservationFact[] {
  const bySubject = new Map(facts.map((fact) => [fact.about?.toLowerCase() ?? fact, fact]));
  return [...bySubject.values()];
}

/** Mean of numeric values; callers make sure that there is at least one. */
export const meanOf = (facts: readonly ObservationFact[]): number =>
  facts.reduce((sum, { value }) => sum + Number(value), 0) / facts.length;
