import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { ChangeSince, MeasureResult } from '../../src/accounts/health.ts';
import type { MeasureId } from '../../src/accounts/measures.ts';
import type { ScorecardInForce } from '../../src/accounts/scorecard.ts';
import type { Instant } from '../../src/accounts/time.ts';
import { accountFacts, type FactsAt } from '../../src/scoring/account-facts.ts';
import { shownScore } from '../../src/scoring/bands.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { explainChange } from '../../src/scoring/explain-change.ts';
import { boundsOf, scoreOf } from '../../src/scoring/weigh.ts';
import { asOf, inForce, shipped } from '../fixtures/account-case.ts';
import { chanceFrom } from '../fixtures/portfolios/chance.ts';
import { bookAccounts } from '../helpers/book-inputs.ts';

/** Half a minute of one core each; a busy machine gives a tenth of that. */
const patience = 600_000;
const root = join(import.meta.dirname, '../..');

describe('on a whole book', () => {
  /** Day 0, every seventh day, day 60. The last week is read by another scorecard, with other group and measure weights, than all before. */
  const days: readonly Instant[] = [0, 7, 14, 21, 28, 35, 42, 49, 56, 60].map(
    (day) => `${addDays('2026-04-16', day)}T10:00:00.000Z`,
  );
  const enterprise = shipped('enterprise.yaml', inForce.card);
  const heavierSupport = enterprise.card.measures.map((rules) =>
    rules.id === 'support_friction' ? { ...rules, weight: 25 } : rules,
  );
  const second: ScorecardInForce = {
    ...enterprise,
    hash: 'second',
    card: { ...enterprise.card, measures: heavierSupport },
  };
  const cardOn = (day: Instant): ScorecardInForce => (day === days.at(-1) ? second : inForce);
  const weeks = days.slice(1).map((to, place) => [days[place] ?? '', to] as const);
  const allDays = [days[0] ?? '', days.at(-1) ?? ''] as const;

  test(
    'on every account of 5,000, over all 60 days and from one scorecard to another, and in one of its weeks, taken in turn, the lines sum to the change (1e-9), the printed lines to the printed change, and a measure that did not change has none',
    () => {
      const seen = { accounts: 0, changes: 0, whole: 0, lines: 0, byScorecard: 0, unchanged: 0 };
      const wrong: string[] = [];
      for (const { inputs } of bookAccounts({ seed: 5, companies: 5_000, asOf: '2026-06-15' })) {
        seen.accounts++;
        const look = accountFacts(inputs);
        for (const [t0, t1] of [allDays, weeks[seen.accounts % weeks.length] ?? allDays]) {
          const change = changeOf(look, t0, t1);
          if (change.state !== 'compared') continue;
          const unchanged = unchangedMeasures(look, t0, t1);
          seen.changes++;
          seen.whole += t0 === days[0] && t1 === days.at(-1) ? 1 : 0;
          seen.lines += change.lines.length;
          seen.byScorecard += change.lines.filter(({ cause }) => cause === 'scorecard').length;
          seen.unchanged += unchanged.length;
          wrong.push(...faultsOf(change, unchanged).map((fault) => `${inputs.accountId} ${t0} to ${t1}: ${fault}`));
        }
      }
      expect(wrong).toEqual([]);
      expect(seen.accounts).toBe(5_000);
      // Else the sums would be proved on too little: some accounts have too little data to be compared, all others are.
      expect(seen.changes).toBeGreaterThan(8_500);
      expect(seen.whole).toBeGreaterThan(4_000);
      expect(seen.lines).toBeGreaterThan(25_000);
      expect(seen.byScorecard).toBeGreaterThan(4_000);
      expect(seen.unchanged).toBeGreaterThan(10_000);
    },
    patience,
  );

  const changeOf = (look: FactsAt, t0: Instant, t1: Instant): ChangeSince =>
    explainChange({
      ...{ t0, t1, card0: cardOn(t0), card1: cardOn(t1) },
      measuresAt: (card, at) => look(card, at).measures,
    });

  /** Read by the newer scorecard at both ends. */
  function unchangedMeasures(look: FactsAt, t0: Instant, t1: Instant): readonly MeasureId[] {
    const { card } = cardOn(t1);
    const [before, after] = [t0, t1].map((at) => scoresOf(look(card, { asOf: at, knownAt: at }).measures));
    return [...(after ?? [])].filter(([id, score]) => before?.get(id) === score).map(([id]) => id);
  }
});

const scoresOf = (measures: readonly MeasureResult[]): ReadonlyMap<MeasureId, number> =>
  new Map(measures.flatMap((each) => (each.state === 'scored' ? [[each.id, each.score] as const] : [])));

function faultsOf(change: Extract<ChangeSince, { state: 'compared' }>, unchanged: readonly MeasureId[]): string[] {
  const { from, to, shownChange, lines } = change;
  const points = lines.reduce((sum, line) => sum + line.points, 0);
  const shown = lines.reduce((sum, line) => sum + line.shown, 0);
  const printed = shownScore(to) - shownScore(from);
  const named = lines.flatMap((line) =>
    'detail' in line ? [line.detail.measure] : 'measures' in line ? line.measures : [],
  );
  return [
    ...(Math.abs(points - (to - from)) < 1e-9 ? [] : [`points sum to ${points} instead of ${to - from}`]),
    ...(shown === shownChange && shown === printed ? [] : [`shown points sum to ${shown} instead of ${printed}`]),
    ...named.filter((id) => unchanged.includes(id)).map((id) => `${id} did not change and has a line`),
    ...lines.filter((line) => line.points === 0).map(({ cause }) => `a line of ${cause} with 0 points`),
  ];
}

describe('S19 in any place', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
  const locales = ['en_US.UTF-8', 'tr_TR.UTF-8', 'ar_EG.UTF-8'];

  test(
    '1,000 accounts, and 220 that renew today or yesterday on days of changing clocks, on 29 February and in 2100, have identical assessments in 5 time zones and 3 locales, their facts shuffled each time',
    async () => {
      const printed = await Promise.all(locales.map((locale, place) => hashesIn(locale, rotated(zones, place))));
      const runs = printed.flat();
      expect(new Set(runs.map(({ hash }) => hash)).size).toBe(1);
      // Each process really ran where it was sent: else equal hashes would prove nothing.
      expect(new Set(runs.map(({ locale }) => locale.slice(0, 2)))).toEqual(new Set(['en', 'tr', 'ar']));
      expect(new Set(runs.map(({ minutesBehind }) => minutesBehind)).size).toBe(5);
      expect(runs).toHaveLength(15);
      for (const { accounts, scored } of runs) expect([accounts, scored > 1_000]).toEqual([1_221, true]);
    },
    patience,
  );

  interface Run {
    readonly locale: string;
    readonly minutesBehind: number;
    readonly accounts: number;
    readonly scored: number;
    readonly hash: string;
  }
  async function hashesIn(locale: string, inZones: readonly string[]): Promise<readonly Run[]> {
    const script = join(root, 'test/fixtures/print-book-hashes.ts');
    const env = { ...process.env, LC_ALL: locale, LANG: locale, TZ: inZones[0] };
    const { stdout } = await promisify(execFile)(process.execPath, [script, '1000', ...inZones], { env });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Run);
  }
  const rotated = (list: readonly string[], by: number): readonly string[] => [...list.slice(by), ...list.slice(0, by)];
});

describe('what is missing', () => {
  test('never brings a score out of its bounds, whatever it turns out to be, and reaches both of them: 1,000 accounts, each with 20 fillings', () => {
    const chance = chanceFrom(6);
    const outside: string[] = [];
    let incomplete = 0;
    for (const { inputs } of bookAccounts({ seed: 6, companies: 1_000, asOf: '2026-06-15' })) {
      const { measures } = accountFacts(inputs)(inForce.card, { asOf, knownAt: asOf });
      const known = scoreOf(measures);
      const { low, high } = boundsOf(known);
      const filledBy = (value: () => number): number =>
        scoreOf(
          measures.map((each) => (each.state === 'no_data' ? { ...each, state: 'scored', score: value() } : each)),
        ).score ?? NaN;
      if (known.coverage < 1) incomplete++;
      const fillings = Array.from({ length: 20 }, () => filledBy(() => chance.whole(0, 100)));
      const isInside = fillings.every((score) => score > low - 1e-9 && score < high + 1e-9);
      const reachesBoth = Math.abs(filledBy(() => 0) - low) < 1e-9 && Math.abs(filledBy(() => 100) - high) < 1e-9;
      if (!isInside || !reachesBoth) outside.push(`${inputs.accountId}: ${low} to ${high}, not ${fillings.join()}`);
    }
    expect(outside).toEqual([]);
    expect(incomplete).toBeGreaterThan(500);
  });
});

describe('the truth of a generated base', () => {
  test('is read by nothing in the product: no file of src, server or the CRM apps imports the sandbox or names its truth', () => {
    const reading = ['src', 'server', 'hubspot-app', 'salesforce-lwc-bridge']
      .flatMap(sourcesIn)
      .filter((file) =>
        /from '[^']*sandbox\/|import\('[^']*sandbox\/|truth\.jsonl|truthOf/.test(readFileSync(file, 'utf8')),
      );
    expect(reading).toEqual([]);
  });

  test('is no part of what scoring is given', () => {
    const [first] = bookAccounts({ seed: 5, companies: 20, asOf: '2026-06-15' });
    const words = new Set(keysOf(first?.inputs));
    for (const word of ['archetype', 'causes', 'lossProbability', 'renews']) expect(words.has(word)).toBe(false);
    expect(Object.keys(first?.truth ?? {})).toContain('renews');
  });

  function sourcesIn(folder: string): readonly string[] {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(ts|tsx|js)$/.test(path) && !/node_modules|dist\//.test(path))
        .map((path) => join(root, folder, path));
    } catch {
      return [];
    }
  }
  const keysOf = (value: AccountInputs | undefined): readonly string[] => {
    const keys: string[] = [];
    JSON.stringify(value, (key, field: unknown) => (keys.push(key), field));
    return keys;
  };
});
