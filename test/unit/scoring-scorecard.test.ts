import { readdirSync } from 'node:fs';
import { exportScorecard } from '../../src/scorecards/export-scorecard.ts';
import { type ParsedScorecard, parseScorecard } from '../../src/scorecards/parse-scorecard.ts';
import { type ScorecardError, scorecardErrorText } from '../../src/scorecards/scorecard-errors.ts';
import { scorecardHash } from '../../src/scorecards/scorecard-hash.ts';
import { card, inForce, scorecardText, shipped } from '../fixtures/account-case.ts';

const text = scorecardText('default-1.yaml');

/** The default file with parts replaced; each part is there. */
function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((file, [from, to]) => {
    if (!file.includes(from)) throw new Error(`The default scorecard holds no ${from}`);
    return file.replace(from, to);
  }, text);
}
const errorsOf = (parsed: ParsedScorecard): readonly ScorecardError[] => (parsed.ok ? [] : parsed.errors);
const errorsIn = (file: string): readonly ScorecardError[] => errorsOf(parseScorecard(file, 'mine.yaml'));

describe('the shipped scorecards', () => {
  const files = readdirSync(new URL('../../src/scorecards', import.meta.url)).filter((name) => name.endsWith('.yaml'));

  it.each(files)('%s can be read, and carries its own name as version', (name) => {
    const { card: read } = shipped(name, card);
    expect(`${read.version}.yaml`).toBe(name);
  });

  it('differ from the default in what they are for, and nowhere else', () => {
    const { version: _v1, bands: threeBands, ...rest80 } = shipped('bands-80-50.yaml', card).card;
    const { version: _v2, segmentWeights: smb, ...restSmb } = shipped('smb.yaml', card).card;
    const { version: _v3, bands, segmentWeights, ...rest } = card;
    expect(threeBands).toEqual({ healthy: 80, watch: 50, atRisk: 50 });
    expect(rest80).toEqual({ segmentWeights, ...rest });
    expect(smb).toEqual({ smb: { product: 55, relationship: 15, support: 15, business: 15 } });
    expect(restSmb).toEqual({ bands, ...rest });
    expect(shipped('bands-75-60-40.yaml', card).card.bands).toEqual({ healthy: 75, watch: 60, atRisk: 40 });
    expect(shipped('enterprise.yaml', card).card.segmentWeights).toEqual({
      enterprise: { product: 30, relationship: 35, support: 10, business: 25 },
    });
  });
});

describe('a scorecard file', () => {
  it('comes back from its export with the same content and hash', () => {
    for (const name of ['default-1.yaml', 'enterprise.yaml']) {
      const original = shipped(name, card);
      const parsed = parseScorecard(exportScorecard(original.card), 'export.yaml');
      expect(parsed).toEqual({ ok: true, card: original.card, hash: original.hash });
    }
  });

  it('has a hash of its numbers, not of its layout', () => {
    expect(parseScorecard(edited(['# Lower edges', '# Other words']), 'x')).toMatchObject({ hash: inForce.hash });
    expect(parseScorecard(edited(['weight: 14', 'weight: 15']), 'x')).not.toMatchObject({ hash: inForce.hash });
    expect(scorecardHash({ ...card })).toBe(inForce.hash);
    expect(inForce.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('may leave catalogue measures and gates out: they are off', () => {
    const parsed = parseScorecard(
      `extends: default-1\nversion: lean\ngates: { fast_drop: { on: false } }\n`,
      'x',
      card,
    );
    expect(parsed).toMatchObject({ ok: true, card: { gates: { fast_drop: { on: false } } } });
    const start = text.indexOf('  # Whole quarters since');
    const without = text.slice(0, start) + text.slice(text.indexOf('# Facts that overrule'));
    const short = parseScorecard(without, 'x');
    expect(short.ok && short.card.measures.some(({ id }) => id === 'stagnation')).toBe(false);
  });

  it('extends another one by naming what differs', () => {
    const parsed = parseScorecard(
      'extends: default-1\nversion: mine\nmeasures:\n  nps: { weight: 0 }\n',
      'mine.yaml',
      card,
    );
    if (!parsed.ok) throw new Error('not read');
    expect(parsed.card.measures.find(({ id }) => id === 'nps')).toMatchObject({ weight: 0, group: 'relationship' });
    expect(parsed.card.measures).toHaveLength(card.measures.length);
  });

  it.each([
    ['another version', 'extends: default-0\nversion: mine\n', card],
    ['nothing that is given', 'extends: default-1\nversion: mine\n', undefined],
  ])('cannot extend %s', (_, file, base) => {
    expect(errorsOf(parseScorecard(file, 'mine.yaml', base))).toEqual([
      { file: 'mine.yaml', line: 1, key: 'extends', code: 'unknown_base' },
    ]);
  });

  it('that extends reports its own lines', () => {
    const file =
      'extends: default-1\nversion: mine\nmeasures:\n  nps:\n    weight: -1\n    weigth: 3\nbands: { watch: 90 }\n';
    expect(errorsOf(parseScorecard(file, 'mine.yaml', card))).toEqual([
      { file: 'mine.yaml', line: 5, key: 'measures.nps.weight', code: 'too_small', minimum: 0 },
      { file: 'mine.yaml', line: 6, key: 'measures.nps.weigth', code: 'unknown_key' },
      { file: 'mine.yaml', line: 7, key: 'bands.watch', code: 'out_of_order', above: 'healthy' },
    ]);
  });
});

/** [what is wrong, replaced part, by what, the text on whose line it is reported, key, problem]. */
type Mistake = readonly [name: string, from: string, to: string, where: string, key: string, problem: object];
const mistakes: readonly Mistake[] = [
  [
    'a number too small',
    'weight: 14',
    'weight: -1',
    'weight: -1',
    'measures.seat_adoption.weight',
    { code: 'too_small', minimum: 0 },
  ],
  [
    'a number too big',
    'weight: 14',
    'weight: 101',
    'weight: 101',
    'measures.seat_adoption.weight',
    { code: 'too_big', maximum: 100 },
  ],
  [
    'a text for a number',
    'weight: 14',
    'weight: much',
    'weight: much',
    'measures.seat_adoption.weight',
    { code: 'wrong_type', expected: 'number' },
  ],
  [
    'an infinite number',
    'weight: 14',
    'weight: .inf',
    'weight: .inf',
    'measures.seat_adoption.weight',
    { code: 'wrong_type', expected: 'number' },
  ],
  [
    'a fraction of a day',
    'half_life_days: 30',
    'half_life_days: 1.5',
    'half_life_days: 1.5',
    'half_life_days',
    { code: 'wrong_type', expected: 'int' },
  ],
  [
    'an unknown group',
    'group: support',
    'group: desk',
    'group: desk',
    'measures.support_friction.group',
    { code: 'not_one_of', allowed: ['product', 'relationship', 'support', 'business'] },
  ],
  [
    'an unknown key',
    'half_life_days: 30',
    'half_life_days: 30\nmeaning: 42',
    'meaning: 42',
    'meaning',
    { code: 'unknown_key' },
  ],
  ['a key missing', 'half_life_days: 30', '', '# The scorecard that', 'half_life_days', { code: 'missing' }],
  [
    'an unknown measure',
    '  seat_adoption:',
    '  seat_adaption:',
    'seat_adaption',
    'measures.seat_adaption',
    { code: 'unknown_key' },
  ],
  [
    'a curve for a measure of levels',
    'poor: 10 }',
    'poor: 10 }\n    curve: [[0, 1]]',
    'curve: [[0, 1]]',
    'measures.csm_sentiment.curve',
    { code: 'unknown_key' },
  ],
  [
    'a level missing',
    ', none: 25',
    '',
    'levels: { active_quarterly',
    'measures.executive_sponsor.levels.none',
    { code: 'missing' },
  ],
  [
    'a limit missing',
    'failed_cap: 70',
    '',
    'limits:\n      days: 90 # failed',
    'measures.payment_and_plan.limits.failed_cap',
    { code: 'missing' },
  ],
  [
    'a curve out of order',
    '[0.6, 70], [0.8, 90]',
    '[0.8, 70], [0.8, 90]',
    '[0.8, 70]',
    'measures.seat_adoption.curve.3',
    { code: 'not_ascending' },
  ],
  [
    'a curve without points',
    'curve: [[0, 0], [1, 30]',
    'curve: [] #',
    'curve: [] #',
    'measures.roi_multiple.curve',
    { code: 'too_small', minimum: 1 },
  ],
  [
    'bands out of order',
    'watch: 60',
    'watch: 85',
    'watch: 85',
    'bands.watch',
    { code: 'out_of_order', above: 'healthy' },
  ],
  [
    'an unknown event class',
    'class: core,',
    'class: sticky,',
    'class: sticky,',
    'events.14.class',
    { code: 'not_one_of' },
  ],
  [
    'a version that is no name',
    'version: default-1',
    'version: My Card',
    'version: My Card',
    'version',
    { code: 'not_a_name' },
  ],
];

describe('an error in a scorecard file', () => {
  it.each(mistakes)('%s is reported with line and key', (_, from, to, where, key, problem) => {
    const file = edited([from, to]);
    const line = file.slice(0, file.indexOf(where)).split('\n').length;
    expect(errorsIn(file)).toContainEqual(expect.objectContaining({ file: 'mine.yaml', line, key, ...problem }));
  });

  it('does not hide the others', () => {
    const file = edited(
      ['healthy: 80', 'healthy: 30'],
      ['weight: 14', 'weight: -1'],
      ['[0.6, 70]', '[0.3, 70]'],
      ['half_life_days', 'half_live_days'],
      ['falling_below: -5', 'falling_below: 5'],
    );
    expect(errorsIn(file).map(({ key, code }) => `${key} ${code}`)).toEqual([
      'half_life_days missing',
      'bands.watch out_of_order',
      'half_live_days unknown_key',
      'measures.seat_adoption.weight too_small',
      'measures.seat_adoption.curve.2 not_ascending',
      'forecast.falling_below too_big',
    ]);
  });

  it('of the YAML itself names its line', () => {
    expect(errorsIn('version: a\nbands: { healthy: 80\nmeasures: {}\n')[0]).toMatchObject({
      code: 'not_yaml',
      line: 3,
    });
    expect(errorsIn('version: a\nversion: b\n')[0]).toMatchObject({ code: 'not_yaml', line: 2 });
  });

  it('is an alias, which could grow to gigabytes', () => {
    expect(errorsIn('a: &x [1]\nb: [*x, *x]\n')).toMatchObject([
      { code: 'alias', line: 2 },
      { code: 'alias', line: 2 },
    ]);
  });

  it.each(['', '- 1\n', 'just text\n'])('is a file that holds no scorecard: %j', (file) => {
    expect(errorsIn(file)).toEqual([{ file: 'mine.yaml', line: 1, key: '', code: 'wrong_type', expected: 'object' }]);
  });

  it('is a scorecard by which nothing weighs anything', () => {
    expect(errorsIn(text.replace(/weight: \d+/g, 'weight: 0'))).toEqual([
      { file: 'mine.yaml', line: 1, key: 'measures', code: 'nothing_weighs' },
    ]);
  });

  it('reads as a sentence in a terminal', () => {
    const [error] = errorsIn(edited(['weight: 14', 'weight: -1']));
    if (error === undefined) throw new Error('There is an error to print');
    expect(scorecardErrorText(error)).toMatch(/^mine\.yaml:\d+: measures\.seat_adoption\.weight must be at least 0$/);
  });
});
