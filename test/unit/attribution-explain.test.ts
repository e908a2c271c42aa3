import fc from 'fast-check';
import type { ChangeLine, ChangeSince, MeasureResult } from '../../src/accounts/health.ts';
import type { Evidence, MeasureFacts, MeasureId } from '../../src/accounts/measures.ts';
import type { Scorecard, ScorecardInForce } from '../../src/accounts/scorecard.ts';
import { shownScore } from '../../src/scoring/bands.ts';
import { explainChange, type ChangeInput } from '../../src/scoring/explain-change.ts';
import { scoreOf } from '../../src/scoring/weigh.ts';
import { card, scored, unscored } from '../fixtures/forecast-case.ts';

const [t0, t1] = ['2026-05-16T03:00:00.000Z', '2026-06-15T03:00:00.000Z'];
const inForce = (version: string, of: Scorecard = card): ScorecardInForce => ({
  since: t0,
  hash: version,
  card: { ...of, version },
});
const one = inForce('default-1');

/** The measures as old knowledge gives them then and now, and as new knowledge gives them now. */
interface Told {
  readonly then: readonly MeasureResult[];
  readonly aged?: readonly MeasureResult[];
  readonly now: readonly MeasureResult[];
}
const told =
  ({ then, aged, now }: Told): ChangeInput['measuresAt'] =>
  (_, at) =>
    at.asOf === t0 ? then : at.knownAt === t0 ? (aged ?? now) : now;
const explained = (measures: Told, card0 = one, card1 = one): ChangeSince =>
  explainChange({ t0, t1, card0, card1, measuresAt: told(measures) });
const linesOf = (change: ChangeSince): readonly ChangeLine[] => (change.state === 'compared' ? change.lines : []);

const seats = (active: number, score: number): MeasureResult => scored('seat_adoption', score, { active, seats: 20 });
const contact = (days: number, score: number): MeasureResult =>
  scored('two_way_contact', score, { days, answered: true }, 'crm_interactions');
const power = (active: number, score: number): MeasureResult =>
  scored('power_users', score, { active, total: 3, days: 21 });
const support = (score: number): MeasureResult => scored('support_friction', score, { deductions: [] }, 'crm_tickets');

describe('a change is told by its causes', () => {
  test('nothing happened: no lines', () => {
    const same = [seats(12, 70), contact(10, 94)];
    expect(explained({ then: same, now: same })).toMatchObject({ state: 'compared', shownChange: 0, lines: [] });
  });

  test('a measure has aged when old knowledge alone gives the same; else its evidence changed', () => {
    const change = explained({
      then: [seats(17, 92.5), contact(10, 94), support(100)],
      aged: [seats(0, 0), contact(40, 48), support(100)],
      now: [seats(12, 70), contact(40, 48), support(100)],
    });
    expect(linesOf(change)).toEqual([
      {
        cause: 'ageing',
        detail: {
          measure: 'two_way_contact',
          before: { days: 10, answered: true },
          after: { days: 40, answered: true },
        },
        points: expect.closeTo((10 * -46) / 39, 12) as number,
        shown: -12,
      },
      {
        cause: 'evidence',
        detail: { measure: 'seat_adoption', before: { active: 17, seats: 20 }, after: { active: 12, seats: 20 } },
        points: expect.closeTo((14 * -22.5) / 39, 12) as number,
        shown: -8,
      },
    ]);
    expect(change).toMatchObject({ shownChange: -20 });
  });

  test('the state in the middle may have no score at all', () => {
    const change = explained({
      then: [seats(17, 92.5), support(100)],
      aged: [unscored('seat_adoption'), unscored('support_friction')],
      now: [seats(12, 70), support(100)],
    });
    expect(linesOf(change).map(({ cause }) => cause)).toEqual(['evidence']);
  });

  test('one outage is one line, and so is what a new source brings', () => {
    const change = explained({
      then: [seats(12, 70), power(2, 75), contact(10, 94), unscored('nps'), unscored('outcomes')],
      now: [
        unscored('seat_adoption'),
        unscored('power_users'),
        contact(10, 94),
        scored('nps', 90, { mean: 9, answers: 3 }, 'observations'),
        scored('outcomes', 100, { reached: 2, goals: 2 }, 'observations'),
      ],
    });
    expect(linesOf(change)).toMatchObject([
      { cause: 'data_gained', source: 'observations', measures: ['nps', 'outcomes'] },
      { cause: 'data_lost', source: 'usage', measures: ['seat_adoption', 'power_users'] },
    ]);
  });

  test('data that expired are lost, and a measure that stopped to apply counts as missing', () => {
    const change = explained({
      then: [seats(12, 70), scored('nps', 90, { mean: 9, answers: 3 }, 'observations')],
      now: [unscored('seat_adoption', 'not_applicable'), scored('nps', 90, { mean: 9, answers: 3 }, 'observations')],
    });
    expect(linesOf(change)).toMatchObject([{ cause: 'data_lost', source: 'usage', measures: ['seat_adoption'] }]);
  });

  test('another scorecard: what it makes of the old data comes first', () => {
    const heavier = (measures: readonly MeasureResult[]): readonly MeasureResult[] =>
      measures.map((result) => (result.id === 'seat_adoption' ? { ...result, weight: 40 } : result));
    const two = inForce('default-2');
    const then = [seats(17, 92.5), contact(10, 60)];
    const now = [seats(12, 70), contact(10, 60)];
    const change = explainChange({
      t0,
      t1,
      card0: one,
      card1: two,
      measuresAt: (of, at) => {
        const measures = told({ then, aged: then, now })(of, at);
        return of.version === 'default-2' ? heavier(measures) : measures;
      },
    });
    const rescored = (40 * 92.5 + 600) / 50 - (14 * 92.5 + 600) / 24;
    expect(linesOf(change)).toMatchObject([
      { cause: 'scorecard', before: 'default-1', after: 'default-2', points: expect.closeTo(rescored, 9) as number },
      { cause: 'evidence', points: (40 * -22.5) / 50 },
    ]);
  });

  test('a published scorecard that scores the same is no cause', () => {
    const same = [seats(12, 70), contact(10, 94)];
    expect(explained({ then: same, now: same }, one, inForce('default-2'))).toMatchObject({ lines: [] });
  });

  test('another segment weighs the same data differently: the scorecard is the cause', () => {
    const then = [seats(12, 70), contact(10, 94)];
    const now = then.map((result) => ({ ...result, weight: result.id === 'seat_adoption' ? 30 : 5 }));
    expect(linesOf(explained({ then, now }))).toMatchObject([
      { cause: 'scorecard', before: 'default-1', after: 'default-1' },
    ]);
  });

  test('without enough data at one end there is no comparable score', () => {
    const enough = [seats(12, 70), contact(10, 94)];
    const little = [unscored('seat_adoption'), unscored('support_friction'), contact(10, 94)];
    expect(explained({ then: enough, now: little })).toEqual({ state: 'no_comparable_score' });
    expect(explained({ then: little, now: enough })).toEqual({ state: 'no_comparable_score' });
    expect(explained({ then: [], now: [] })).toEqual({ state: 'no_comparable_score' });
  });
});

describe('over any history', () => {
  const ids = card.measures.map(({ id }) => id);
  const sources: readonly Evidence['source'][] = ['usage', 'crm_tickets', 'observations'];
  const facts = { days: 1 } as MeasureFacts[MeasureId];
  const result = (id: MeasureId, index: number): fc.Arbitrary<MeasureResult> =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.integer({ min: 0, max: 20 }).map((fifth) => scored(id, fifth * 5, facts, sources[index % 3])),
      },
      {
        weight: 3,
        arbitrary: fc
          .double({ min: 0, max: 100, noNaN: true })
          .map((score) => scored(id, score, facts, sources[index % 3])),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('no_data' as const, 'not_applicable' as const).map((state) => unscored(id, state)),
      },
    );
  const results = fc.tuple(...ids.map(result));
  const reweighed = fc
    .array(fc.double({ min: 0.5, max: 20, noNaN: true }), { minLength: ids.length, maxLength: ids.length })
    .map(
      (weights) => (measures: readonly MeasureResult[]) =>
        measures.map((each, i) => ({ ...each, weight: weights[i] ?? 1 })),
    );
  const sumOf = (lines: readonly ChangeLine[], part: 'points' | 'shown'): number =>
    lines.reduce((sum, line) => sum + line[part], 0);

  test('points sum to the change, shown points to the shown change, step by step and in the causes order', () => {
    const causes = ['scorecard', 'ageing', 'evidence', 'data_gained', 'data_lost'];
    const history = fc.array(fc.record({ aged: results, now: results, reweigh: fc.option(reweighed, { freq: 4 }) }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(history, (steps) => {
        for (const [at, { aged, now, reweigh }] of steps.slice(1).entries()) {
          const then = steps[at]?.now ?? now;
          const [card0, card1] = [inForce('a'), inForce(reweigh === null ? 'a' : 'b')];
          const change = explainChange({
            t0,
            t1,
            card0,
            card1,
            measuresAt: (of, moment) => {
              const measures = told({ then, aged, now })(of, moment);
              return of.version === 'b' && reweigh !== null ? reweigh(measures) : measures;
            },
          });
          if (change.state !== 'compared') continue;
          expect(change.from).toBe(scoreOf(then).score);
          expect(sumOf(change.lines, 'points')).toBeCloseTo(change.to - change.from, 9);
          expect(sumOf(change.lines, 'shown')).toBe(shownScore(change.to) - shownScore(change.from));
          const order = change.lines.map(({ cause }) => causes.indexOf(cause));
          expect(order).toEqual(order.toSorted((a, b) => a - b));
          const named = change.lines.flatMap((line) =>
            'detail' in line ? [line.detail.measure] : 'measures' in line ? line.measures : [],
          );
          expect(new Set(named).size).toBe(named.length);
        }
      }),
      { numRuns: 400, seed: 8 },
    );
  });
});
