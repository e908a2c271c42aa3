import fc from 'fast-check';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { BookSheet } from '../../src/scoring/book/book-sheet.ts';
import { previewScorecard } from '../../src/scoring/book/preview-scorecard.ts';
import { rescore } from '../../src/scoring/book/rescore.ts';
import { readsTheSameFacts } from '../../src/scoring/book/same-facts.ts';
import { type Curve, onCurve, scorerOn } from '../../src/scoring/curves.ts';
import { anyInputs } from '../fixtures/account-arbitrary.ts';
import {
  account,
  ago,
  asOf,
  card,
  id,
  inputs,
  invoice,
  measured,
  meeting,
  renewal,
  seen,
  shipped,
  solved,
  ticket,
  usersActive,
  version,
} from '../fixtures/account-case.ts';
import { flavours, portfolio } from '../fixtures/portfolios/portfolio.ts';

function sheetOf(known: readonly AccountInputs[], by: Scorecard = card): BookSheet {
  const sheet = new BookSheet(known.length, by, 'EUR');
  for (const each of known) {
    const { snapshot, usage } = accountFacts(each)(by, { asOf, knownAt: asOf });
    sheet.add(each.accountId, snapshot, usage);
  }
  return sheet;
}
const assess = (known: AccountInputs, by: Scorecard): HealthAssessment =>
  assessAccount({ inputs: known, asOf, scorecards: [{ since: asOf, hash: by.version, card: by }] });

/** What a sheet gives for a row, and what an assessment gives for the account, in the same words. */
function rowOf(sheet: BookSheet, by: Scorecard, row: number) {
  const { score, coverage, bandAt, gatesAt } = rescore(sheet, by);
  const value = score[row] ?? NaN;
  return { score: Number.isNaN(value) ? null : value, coverage: coverage[row], band: bandAt(row), gates: gatesAt(row) };
}
function assessed(known: AccountInputs, by: Scorecard) {
  const { score, coverage, band, gates } = assess(known, by);
  return { score, coverage, band, gates: gates.map((gate) => gate.id).filter((gate) => gate !== 'fast_drop') };
}

/** The whole catalogue on, and weights, curves, bands and limits other than the shipped ones. */
const everything: Scorecard = {
  ...card,
  version: 'everything',
  bands: { healthy: 75, watch: 55, atRisk: 30 },
  coverage: { ...card.coverage, minimum: 0.1 },
  measures: card.measures.map((rules, place) => ({
    ...rules,
    weight: 1 + (place % 7) / 3,
    curve: rules.curve?.map(([raw, score]) => [raw, score * 0.9 + 3] as const) ?? null,
  })),
};
const cards = [card, everything, shipped('enterprise.yaml', card).card, shipped('smb.yaml', card).card];

describe('a book scored from its sheet', () => {
  it('has the scores, coverage, bands and gates of its assessments, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(anyInputs, { minLength: 1, maxLength: 4 }), (known) => {
        const sheet = sheetOf(known);
        for (const by of cards)
          for (const [row, each] of known.entries()) expect(rowOf(sheet, by, row)).toEqual(assessed(each, by));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it.each(flavours)('reads the $name accounts as their assessments do', (flavour) => {
    const known = portfolio(flavour);
    const sheet = sheetOf(known);
    for (const by of cards)
      known.forEach((each, row) => {
        expect(rowOf(sheet, by, row)).toEqual(assessed(each, by));
      });
  });

  it('is the same over the borders of the runs in which rows are worked through', () => {
    const known = portfolio(flavours[1] ?? { name: '', seed: 1, seats: 9, acv: 1 });
    const many = Array.from({ length: 1100 }, (_, row) => known[row % known.length] ?? inputs());
    const { score } = rescore(sheetOf(many), card);
    const first = Array.from(score.subarray(0, known.length));
    many.forEach((_, row) => {
      expect(score[row]).toBe(first[row % known.length]);
    });
  });

  it('takes no more accounts than it has room for, and holds no measure its scorecard does not list', () => {
    const one = inputs();
    const { snapshot, usage } = accountFacts(one)(card, { asOf, knownAt: asOf });
    const sheet = sheetOf([one]);
    expect(() => {
      sheet.add(id, snapshot, usage);
    }).toThrow('room for 1');
    const less = { ...card, measures: card.measures.filter((rules) => rules.id !== 'nps') };
    expect(() => sheetOf([], less).measure('nps')).toThrow('nps');
  });
});

describe('a scorecard that looks at other facts', () => {
  const limited = (changes: Readonly<Record<string, number>>, of: string): Scorecard => ({
    ...card,
    measures: card.measures.map((rules) =>
      rules.id === of ? { ...rules, limits: { ...rules.limits, ...changes } } : rules,
    ),
  });

  it.each<[name: string, other: Scorecard]>([
    ['other events', { ...card, events: card.events.slice(1) }],
    ['another power user', { ...card, powerUser: { ...card.powerUser, activeDays: 10 } }],
    ['facts that expire sooner', { ...card, expiryDays: { ...card.expiryDays, nps: 90 } }],
    ['satisfaction of a month', limited({ csat_days: 30 }, 'support_friction')],
    ['reviews of a year', limited({ days: 365 }, 'business_reviews')],
    ['another window of renewals', { ...card, forecast: { ...card.forecast, windowDays: 100 } }],
    [
      'another grace period',
      { ...card, gates: { ...card.gates, champion_left: { on: true, limits: { grace_days: 10, forget_days: 365 } } } },
    ],
  ])('%s: the facts have to be read again', (_, other) => {
    expect(readsTheSameFacts(card, other)).toBe(false);
    expect(() => rescore(sheetOf([inputs()]), other)).toThrow(RangeError);
  });

  it('does so neither by weights, curves and points off nor by the lines of gates', () => {
    expect(readsTheSameFacts(card, everything)).toBe(true);
    expect(readsTheSameFacts(card, limited({ old: 35, rate: 10 }, 'support_friction'))).toBe(true);
    const stricter = { ...card.gates, overdue_invoice: { on: true, limits: { days: 10 } } };
    expect(readsTheSameFacts(card, { ...card, gates: stricter })).toBe(true);
  });
});

describe('the preview of a scorecard', () => {
  const named = (name: string, acv: number, known: Partial<AccountInputs>): AccountInputs =>
    inputs({
      ...known,
      accountId: name as never,
      account: [version(account({ acv: { amount: acv, currency: 'EUR' } }))],
      renewals: [renewal()],
    });
  const good = { usage: usersActive(20), interactions: [meeting(3)], invoices: [invoice()], tickets: [solved(60)] };
  const late = { ...good, invoices: [invoice({ paidOn: null, dueOn: ago(16) })] };
  const book = sheetOf([
    named('good', 30_000, good),
    named('late', 60_000, late),
    named('waiting', 5_000, { ...good, tickets: [ticket(8)] }),
    named('unknown', 9_000, { observations: [seen('nps', '9', 3)] }),
  ]);
  const stricter: Scorecard = {
    ...card,
    version: 'stricter',
    bands: { healthy: 95, watch: 60, atRisk: 40 },
    gates: { ...card.gates, overdue_invoice: { on: true, limits: { days: 10 } } },
  };

  it('says how many accounts and how much ARR go from band to band', () => {
    const { accounts, bands } = previewScorecard(book, card, stricter);
    expect(accounts).toBe(4);
    expect(bands.reduce((sum, move) => sum + move.accounts, 0)).toBe(4);
    expect(bands.reduce((sum, move) => sum + move.arr, 0)).toBe(104_000);
    expect(bands.find(({ from }) => from === 'insufficient_data')).toMatchObject({
      to: 'insufficient_data',
      arr: 9_000,
    });
  });

  it('lists who changes band or gates, the largest contract first', () => {
    const { changed } = previewScorecard(book, card, stricter);
    const lateOne = changed.find(({ accountId }) => (accountId as string) === 'late');
    expect(lateOne).toMatchObject({ arr: 60_000, before: { gates: [] }, after: { gates: ['overdue_invoice'] } });
    const values = changed.map(({ arr }) => arr ?? 0);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    for (const { before, after } of changed) expect(before).not.toEqual(after);
  });

  it('finds nothing to change under the same scorecard', () => {
    const { changed, bands } = previewScorecard(book, card, { ...card, version: 'renamed' });
    expect(changed).toEqual([]);
    expect(bands.every(({ from, to }) => from === to)).toBe(true);
  });
});

describe('a curve laid out for many values', () => {
  const ascending = fc
    .uniqueArray(fc.double({ min: -50, max: 400, noNaN: true }), { minLength: 1, maxLength: 9 })
    .map((raws) => raws.sort((a, b) => a - b))
    .chain((raws) =>
      fc.tuple(...raws.map((raw) => fc.tuple(fc.constant(raw), fc.double({ min: 0, max: 100, noNaN: true })))),
    );

  it('gives what the curve gives, to the last bit, at its points and between and beyond them', () => {
    fc.assert(
      fc.property(ascending, fc.double({ min: -100, max: 500, noNaN: true }), (points, raw) => {
        const curve: Curve = points;
        const score = scorerOn(curve);
        for (const value of [raw, ...curve.map(([knot]) => knot)]) expect(score(value)).toBe(onCurve(curve, value));
      }),
      { numRuns: 400, seed: 11 },
    );
  });

  it('knows nothing of what is not known, and needs a point', () => {
    expect(
      scorerOn([
        [0, 1],
        [1, 2],
      ])(NaN),
    ).toBeNaN();
    expect(() => scorerOn([])).toThrow(RangeError);
    expect(() => onCurve([], 1)).toThrow(RangeError);
  });

  it('is what measures score by: a rate of tickets just over the range takes off a little', () => {
    const result = measured('support_friction', { tickets: [solved(20)], usage: usersActive(12) });
    expect(result.state === 'scored' ? result.score : NaN).toBeCloseTo(100 - 20 * ((100 / 12 - 8) / 8), 9);
  });
});
