import type { EventClass, EventClassRule, Scorecard } from '../accounts/scorecard.ts';

export interface ClassifiedEvent {
  readonly class: EventClass;
  readonly points: number;
  /** An event of the product's own work: neither log-in nor view nor a click on something not bought. */
  readonly isFeature: boolean;
  readonly isCore: boolean;
  /** Where it stands in a workflow, by the end of its name: "report_started", "Report Completed". */
  readonly step: 'started' | 'completed' | null;
}

/** Says what class and points an event name has in a scorecard: the first rule whose pattern matches whole; null where none does. */
export function eventClassesOf(card: Scorecard): (name: string) => ClassifiedEvent | null {
  const known = classifiers.get(card);
  if (known !== undefined) return known;
  const matchers = card.events.map(({ pattern }) => matcherOf(pattern));
  const byName = new Map<string, ClassifiedEvent | null>();
  const classify = (name: string): ClassifiedEvent | null => {
    let event = byName.get(name);
    if (event === undefined) {
      const lowerCase = name.toLowerCase();
      const rule = card.events.find((_, at) => matchers[at]?.(lowerCase) === true);
      event = classified(lowerCase, rule);
      // A product that puts ids into its event names must not fill the memory.
      if (byName.size < 10_000) byName.set(name, event);
    }
    return event;
  };
  classifiers.set(card, classify);
  return classify;
}
const classifiers = new WeakMap<Scorecard, (name: string) => ClassifiedEvent | null>();

const features: readonly EventClass[] = ['standard', 'core', 'advanced'];
const core: readonly EventClass[] = ['core', 'advanced'];
function classified(lowerCaseName: string, rule: EventClassRule | undefined): ClassifiedEvent | null {
  if (rule === undefined) return null;
  const isCore = core.includes(rule.class);
  return {
    class: rule.class,
    points: rule.points,
    isFeature: features.includes(rule.class),
    isCore,
    step: stepOf(lowerCaseName),
  };
}

function stepOf(lowerCaseName: string): 'started' | 'completed' | null {
  const end = /(started|completed)$/.exec(lowerCaseName)?.[1];
  return end === 'started' || end === 'completed' ? end : null;
}

/** `*` stands for any run of characters; everything else, dots too, for itself. Case does not matter: "Logged In" is "logged in". */
function matcherOf(pattern: string): (lowerCaseName: string) => boolean {
  const pieces = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return (name) => name === first;
  return (name) => {
    if (!name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const piece of rest) {
      const found = name.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= name.length - last.length;
  };
}
