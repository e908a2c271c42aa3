/** What is changed, and whose tests must notice: files of src/scoring and of test/unit by name. Tests of whole books and golden files are left out: slow. */
export const areas = {
  attribution: {
    mutate: ['attribution', 'explain-change', 'largest-remainder'],
    tests: ['attribution', 'attribution-explain', 'scoring-mutants'],
  },
  weighing: {
    mutate: [
      'weigh',
      'bands',
      'curves',
      'segment',
      'measure-all',
      'score-of-facts',
      'support-points',
      'limits',
      'measure',
    ],
    tests: ['scoring-core', 'scoring-measures', 'scoring-mutants'],
  },
  tiers: {
    mutate: [
      ...['forecast', 'decide-tier', 'tier-rules', 'tier-order', 'tier-since', 'hysteresis', 'human-tier', 'gate-caps'],
      ...['renewal-date', 'nearest-renewal', 'milestones', 'next-step'],
    ],
    tests: ['forecast-tiers', 'forecast-next-step', 'forecast-lift', 'scoring-gates', 'scoring-mutants-tiers'],
  },
  lift: { mutate: ['lift', 'lift-ladders'], tests: ['forecast-lift', 'scoring-mutants-rules'] },
  measures: {
    mutate: ['measures/*', 'observations', 'observed-level', 'overdue', 'seats', 'evidence'],
    tests: ['scoring-measures', 'scoring-mutants-measures'],
  },
  gates: {
    mutate: ['gates/*', 'check-gates', 'sponsor-level', 'expansion', 'people'],
    tests: ['scoring-gates', 'scoring-mutants-rules'],
  },
  facts: {
    mutate: [
      ...[
        'snapshot',
        'usage',
        'usage-days',
        'usage-feed',
        'power-user',
        'event-classes',
        'calendar',
        'content-hash',
        'inputs-hash',
      ],
      ...['recent-change', 'score-history', 'scorecard-at', 'account-facts', 'assess-account'],
    ],
    tests: ['scoring-core', 'scoring-measures', 'scoring-gates', 'scoring-mutants-facts'],
  },
  book: { mutate: ['book/*', 'per-rules'], tests: ['scoring-book', 'scoring-mutants-book'] },
  today: { mutate: ['need-today'], tests: ['scoring-mutants-book'] },
};

export function areaOf({ MUTATION_AREA: name = '' }) {
  const area = areas[name];
  if (area === undefined) throw new Error(`MUTATION_AREA is one of ${Object.keys(areas).join(', ')}`);
  return { name, ...area };
}
