import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { accountHealth } from '../../src/views/contract/account-health.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { explainAccount, type ExplainInput } from '../../src/views/explain-account.ts';
import {
  account,
  ago,
  asOf,
  at,
  contact,
  inForce,
  inputs,
  invoice,
  meeting,
  point,
  powerUser,
  renewal,
  review,
  seen,
  ticket,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';
import { flavours, portfolio } from '../fixtures/portfolios/portfolio.ts';
import { workedAccount } from '../fixtures/worked-account.ts';

const locales = ['en', 'de'] as const;
const assess = (known: AccountInputs): HealthAssessment =>
  assessAccount({ inputs: known, asOf, scorecards: [inForce] });
const explain = (known: AccountInputs, changes: Partial<ExplainInput> = {}) => {
  const locale = changes.locale ?? 'en';
  const given = {
    assessment: assess(known),
    points: known.points,
    sentences: createSentences(locale),
    locale,
    now: asOf,
  };
  return explainAccount({ ...given, ...changes });
};
const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, one) => total + (one ?? 0), 0);

/** Thirteen weeks of points, a manual tier, three gates, every measure scored: as much as one account is likely to have. */
const rich = inputs({
  account: [
    version(
      account({
        name: 'Nordlicht Logistik und Fördertechnik GmbH & Co. KG',
        acv: { amount: 120_000, currency: 'EUR' },
      }),
    ),
  ],
  usage: [
    ...powerUser('ina@x.example', 1),
    ...powerUser('max@x.example', 25),
    ...usersActive(11),
    ...usersActive(15, 40),
  ],
  contacts: [
    contact('ina@x.example', 'champion', 'c1'),
    contact('max@x.example', 'admin', 'c2'),
    contact('eva@x.example', 'sponsor', 'c3'),
  ],
  interactions: [meeting(24), review(60, 'held'), review(150, 'no_show'), review(240, 'held'), review(330, 'held')],
  observations: [
    seen('sponsor_level', 'informed', 30),
    seen('nps', '6', 10, 'ina@x.example'),
    seen('nps', '9', 100, 'ina@x.example'),
    seen('goal_status', 'on_track', 20, 'g1'),
    seen('goal_status', 'missed', 5, 'g2'),
    seen('champion_left', 'true', 45, 'eva@x.example'),
    seen('seats', '17', 20),
  ],
  tickets: [ticket(1), ticket(2), ticket(3), ticket(17, { priority: 'top' })],
  invoices: [invoice(), invoice({ id: 'i2', paidOn: null, dueOn: ago(16) })],
  renewals: [
    renewal({ renewalDate: ago(-80), override: { tier: 'commit', reason: 'verbal_commitment', until: ago(-10) } }),
  ],
  points: Array.from({ length: 14 }, (_, week) =>
    point(week * 7 + 1, 84 - week, { scorecard: week < 4 ? 'default-1' : 'default-0' }),
  ),
});

describe.each(locales)('the health of an account in %s', (locale) => {
  const books = flavours.flatMap(portfolio);
  const views = [workedAccount, rich, ...books].map((known) => explain(known, { locale }));

  it('keeps its contract in every state', () => {
    for (const view of views) expect(accountHealth.safeParse(view).error?.issues ?? []).toEqual([]);
    expect(new Set(views.map(({ band }) => band.code)).size).toBeGreaterThanOrEqual(4);
    expect(new Set(views.map(({ tier }) => tier?.code))).toEqual(new Set(['commit', 'best_case', 'at_risk']));
  });

  it('prints points that sum to the score, missing points that sum to the rest, and lines that sum to the change', () => {
    for (const view of views) {
      if (view.score === null) {
        expect(view.measures.every(({ points, missing }) => points === null && missing === null)).toBe(true);
        continue;
      }
      expect(sum(view.measures.map(({ points }) => points))).toBe(view.score);
      expect(sum(view.measures.map(({ missing }) => missing))).toBe(100 - view.score);
      expect(sum(view.change.lines.map(({ points }) => points))).toBe(view.change.points ?? 0);
    }
  });

  it('says every part in words', () => {
    for (const view of views) {
      const texts = [
        view.coverage.sentence,
        view.change.sentence,
        view.nextStep.text,
        ...view.measures.map(({ sentence }) => sentence),
        ...view.gates.flatMap(({ sentence, evidence }) => [sentence, evidence]),
        ...view.renewals.map(({ reason }) => reason),
        ...view.people.map(({ sentence }) => sentence),
      ];
      expect(texts.filter((text) => text === '' || /undefined|null|NaN|[{}]/.test(text))).toEqual([]);
    }
  });

  it('stays below 8 kB', () => {
    const sizes = views.map((view) => Buffer.byteLength(JSON.stringify(view)));
    expect(Math.max(...sizes)).toBeLessThan(8 * 1024);
  });
});

describe('coverage', () => {
  it('gives the share, the bounds and what they mean', () => {
    expect(explain(workedAccount).coverage).toEqual({
      percent: 92,
      low: 69,
      high: 77,
      sentence: '92% of the weight has data; with the rest the score could lie between 69 and 77.',
    });
  });

  it('is too little for a score without data', () => {
    const view = explain(inputs());
    expect(view.score).toBeNull();
    expect(view.band.code).toBe('insufficient_data');
    expect(view.coverage.sentence).toMatch(/^Only \d+% of the weight has data: too little for a score\.$/);
  });
});

describe('an assessment', () => {
  const later = (hours: number) => new Date(Date.parse(asOf) + hours * 3_600_000).toISOString();

  it('is stale once two nights have gone by', () => {
    expect(explain(workedAccount, { now: later(48) }).stale).toBe(false);
    expect(explain(workedAccount, { now: later(50) }).stale).toBe(true);
  });

  it('names its owner only when somebody knows the name', () => {
    expect(explain(workedAccount).account.owner).toBeNull();
    expect(explain(workedAccount, { ownerName: (id) => (id === 'o1' ? 'Mia Kern' : null) }).account.owner).toBe(
      'Mia Kern',
    );
  });

  it('lists drivers as ids of its measures', () => {
    const { up, down, measures } = explain(workedAccount);
    const effects = new Map(measures.map(({ id, effect }) => [id, effect ?? 0]));
    expect(down).toEqual(['power_users', 'core_usage_trend', 'executive_sponsor']);
    expect(up.every((id) => (effects.get(id) ?? 0) > 0)).toBe(true);
  });

  it('makes a name that turns the line around safe to print', () => {
    const named = inputs({ account: [version(account({ name: 'Eve\u202e\nGmbH' }))] });
    expect(explain(named).account.name).toBe('Eve GmbH');
  });
});

describe('the trend', () => {
  it('has a point a week, the newest of it, and ends with today', () => {
    const { trend, score } = explain(rich);
    expect(trend).toHaveLength(13);
    expect(trend.at(-1)).toEqual({ day: ago(0), score, scorecard: null });
    expect(trend.map(({ day }) => day)).toEqual(trend.map(({ day }) => day).sort());
  });

  it('marks the first point of each scorecard', () => {
    const { trend } = explain(rich);
    expect(trend.flatMap(({ scorecard }) => scorecard ?? [])).toEqual(['default-0', 'default-1']);
    expect(trend[0]?.scorecard).toBe('default-0');
  });

  it('does not know points learnt after the assessment', () => {
    const points = [point(7, 50), point(7, 80, { knownAt: at(-1) })];
    expect(explain(workedAccount, { points }).trend.map(({ score }) => score)).toEqual([50, 74]);
  });
});

describe('people', () => {
  const nameOf = (id: string) => ({ c1: 'Ina Berg', c2: 'Max Ott' })[id] ?? null;

  it('appear by role, power users first, then silent ones; users without a role are no row', () => {
    const { people } = explain(rich);
    expect(people.map(({ label, powerUser: power }) => `${label} ${power}`)).toEqual([
      'Champion true',
      'Administrator true',
      'Executive sponsor false',
    ]);
    expect(people[2]?.sentence).toBe('No use of the product is known.');
  });

  it('appear by name when the caller gives names', () => {
    const { people } = explain(rich, { contactName: nameOf });
    expect(people.map(({ label, role }) => [label, role])).toEqual([
      ['Ina Berg', 'Champion'],
      ['Max Ott', 'Administrator'],
      ['Executive sponsor', 'Executive sponsor'],
    ]);
  });

  it('are no directory', () => {
    const many = Array.from({ length: 40 }, (_, index) => contact(`p${index}@x.example`, 'champion', `p${index}`));
    expect(explain(inputs({ contacts: many, usage: [used('p1@x.example', 1)] })).people).toHaveLength(8);
  });
});

describe('renewals', () => {
  it('show the calculated tier, the manual one with its end, and the one that counts', () => {
    const [first] = explain(rich).renewals;
    expect(first?.machine.code).toBe('at_risk');
    expect(first?.human).toMatchObject({ code: 'commit', label: 'Commit', state: 'valid' });
    expect(first?.final.code).toBe('commit');
    expect(first?.dateText).toBe('3 Sept 2026, in 80 days');
  });

  it('report a manual tier that has run out', () => {
    const override = { tier: 'commit', reason: null, until: ago(3) } as const;
    const [first] = explain(inputs({ renewals: [renewal({ override })] })).renewals;
    expect(first?.human?.state).toBe('expired');
    expect(first?.human?.sentence).toContain('12 Jun 2026');
    expect(first?.final).toEqual(first?.machine);
  });

  it('leave out what is not known', () => {
    const [first] = explain(inputs({ renewals: [renewal({ renewalDate: null, arr: null })] })).renewals;
    expect(first).toMatchObject({ date: null, dateText: 'no renewal date', days: null, arr: '', milestone: '' });
  });
});

describe('the key of the next step', () => {
  const keyOf = (nextStep: HealthAssessment['nextStep'], today = ago(0)) =>
    explain(workedAccount, { assessment: { ...assess(workedAccount), nextStep, today } }).nextStep.key;

  it('changes with account, step, subject and week', () => {
    expect(keyOf({ kind: 'gate', gate: 'ticket_storm', within: 'now' })).toBe('a1:gate:ticket_storm:2026-W25');
    expect(keyOf({ kind: 'cadence', band: 'watch' })).toBe('a1:cadence:watch:2026-W25');
    expect(keyOf({ kind: 'collect_data', missing: ['nps', 'outcomes'] })).toBe('a1:collect_data:nps.outcomes:2026-W25');
  });

  it('takes the day a milestone is due in place of the week', () => {
    const due = { renewalId: renewalId('r1'), due: '2026-09-03', internalOnly: false };
    const step = { kind: 'milestone', milestone: 'close', ...due } as const;
    expect(keyOf(step)).toBe('a1:milestone:r1.close:2026-09-03');
  });

  it.each([
    ['2026-06-14', '2026-W24'],
    ['2026-06-15', '2026-W25'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2021-01-01', '2020-W53'],
  ])('counts weeks by ISO 8601: %s is in %s', (day, week) => {
    expect(keyOf({ kind: 'cadence', band: 'watch' }, day)).toBe(`a1:cadence:watch:${week}`);
  });
});
