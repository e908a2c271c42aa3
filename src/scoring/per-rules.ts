import type { ScorecardMeasure } from '../accounts/scorecard.ts';

/** Makes something of a measure's rules once for each scorecard: finding limits by name costs more than the arithmetic that follows. */
export function perRules<Made>(make: (rules: ScorecardMeasure) => Made): (rules: ScorecardMeasure) => Made {
  const made = new WeakMap<ScorecardMeasure, { readonly it: Made }>();
  return (rules) => {
    let known = made.get(rules);
    if (known === undefined) made.set(rules, (known = { it: make(rules) }));
    return known.it;
  };
}
