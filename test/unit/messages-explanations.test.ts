import fc from 'fast-check';
import type { ChangeLine, Gate, HealthAssessment } from '../../src/accounts/health.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { changeLines, compared, explained } from '../fixtures/message-samples/changes.ts';
import { gateOf } from '../fixtures/message-samples/gates.ts';
import { changeOf, scoredResult } from '../fixtures/message-samples/measures.ts';
import { measureIds, measureSamples } from '../fixtures/message-samples/measure-facts.ts';

const en = createSentences('en');
const de = createSentences('de');

/** The signed points a sentence prints in brackets: "(−9)". */
const printedPoints = (text: string): readonly number[] =>
  [...text.matchAll(/\(([−+±])([\d.,]+)\)/gu)].map(([, sign, digits = '']) => {
    const size = Number(digits.replace(/[.,]/g, ''));
    return sign === '−' ? -size : size;
  });
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

const anyLine: fc.Arbitrary<ChangeLine> = fc
  .tuple(fc.constantFrom(...measureIds), fc.integer({ min: -40, max: 40 }), fc.boolean())
  .map(([measure, shown, aged]) => ({
    cause: aged ? 'ageing' : 'evidence',
    points: shown + 0.2,
    shown,
    detail: changeOf(measure, measureSamples[measure][0]),
  }));

describe('the change sentence', () => {
  it('follows the pattern: what, direction, points, because the two largest causes with their numbers', () => {
    const change = compared([changeLines.seats, changeLines.powerUsers]);
    const gate = gateOf('power_user_silent', { days: 22, silent: 1, othersActive: 0, contactId: null });
    expect(en.change(change, [gate])).toBe(
      'Health fell 15 points in 30 days: the only power user has been inactive for 22 days (−9) and seat use fell from 85% to 60% (−6).',
    );
    expect(de.change(change, [gate])).toBe(
      'Der Health-Score ist in 30 Tagen um 15 Punkte gefallen: Der einzige Power-User ist seit 22 Tagen inaktiv (−9), und die Lizenznutzung ist von 85\u00a0% auf 60\u00a0% gesunken (−6).',
    );
  });

  it('prints points that sum to the printed change, whatever the causes', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 12 }), (lines) => {
        const change = compared(lines);
        const expected = sum(lines.map(({ shown }) => shown));
        for (const text of [en.change(change, []), de.change(change, [])])
          expect(sum(printedPoints(text))).toBe(expected);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('names the largest cause first and sets opposite causes against each other', () => {
    const text = en.change(compared([{ ...changeLines.seats, points: -3, shown: -3 }, changeLines.nps]), []);
    expect(text).toMatch(/^Health rose 1 point in 30 days: the NPS rating .* \(\+4\), but seat use .* \(−3\)\.$/u);
  });

  it('leaves out causes that print as ±0', () => {
    const unseen = { ...changeLines.goals, points: -0.4, shown: 0 };
    expect(en.change(compared([changeLines.nps, unseen]), [])).not.toContain('smaller cause');
  });

  it('tells which half of a mixed change cost the points', () => {
    const detail = changeOf('payment_and_plan', [
      { overdueDays: 0, failedPayments: 2, seatsBefore: 20, seatsNow: 20, downgrades: 0 },
      { overdueDays: 9, failedPayments: 0, seatsBefore: 20, seatsNow: 20, downgrades: 0 },
    ]);
    expect(en.measureChange(detail, -5)).toBe('an invoice is 9 days overdue');
    expect(en.measureChange(detail, 5)).toBe('no payment has failed recently');
  });

  it('names the support finding that moved most', () => {
    const old = { code: 'old_ticket', points: -20, days: 8 } as const;
    const top = { code: 'top_priority_open', points: -30, tickets: 2 } as const;
    const detail = changeOf('support_friction', [{ deductions: [old] }, { deductions: [old, top] }]);
    expect(en.measureChange(detail)).toBe('2 top-priority tickets are open');
    expect(de.measureChange(detail)).toBe('2 Tickets mit höchster Priorität sind offen');
  });
});

describe('the drivers text', () => {
  it('gives warnings, then three down, then three up, one a line with signed points', () => {
    expect(en.drivers(explained).split('\n')).toEqual([
      'Warning: Power user silent',
      '−9 Power users: 1 of 3 active',
      '−6 Seat adoption: 12 of 20 active (60%)',
      '−2 Support friction: the oldest open ticket is 16 days old',
      '+4 Outcomes: 2 of 4 reached or on track',
    ]);
  });

  it('stays within 1,000 characters and cuts between lines', () => {
    const gates = Array.from({ length: 60 }, (): Gate => gateOf('no_sponsor_near_renewal', { daysToRenewal: 3 }));
    const many: Pick<HealthAssessment, 'measures' | 'gates' | 'up' | 'down'> = { ...explained, gates };
    const text = de.drivers(many);
    expect(text.length).toBeLessThanOrEqual(1000);
    expect(text.split('\n').at(-1)).toBe('Warnsignal: Kein Sponsor vor der Verlängerung');
  });
});

describe('numbers that a scorecard sets', () => {
  it('are those of the scorecard in force', () => {
    const storm = gateOf('ticket_storm', { tickets: 5, days: 10, many: true, topPriorityDays: null });
    expect(en.gate(storm)).toBe('5 tickets arrived within 10 days.');
    expect(de.gate(storm)).toBe('Innerhalb von 10 Tagen gingen 5 Tickets ein.');
    const power = scoredResult('power_users', { active: 1, total: 2, days: 28 });
    expect(en.measure(power)).toBe('1 of 2 power users was active in the last 28 days.');
    expect(de.measure(power)).toBe('1 von 2 Power-Usern war in den letzten 28 Tagen aktiv.');
    const support = scoredResult('support_friction', {
      deductions: [{ code: 'many_tickets', points: -25, tickets: 4, days: 1 }],
    });
    expect(en.measure(support)).toBe('4 tickets arrived within 1 day (−25).');
    expect(de.measure(support)).toBe('Innerhalb von 1 Tag gingen 4 Tickets ein (−25).');
  });
});

describe('people', () => {
  const gate = (silent = 1) => gateOf('power_user_silent', { days: 22, silent, othersActive: 1, contactId: '7' });
  const named = (name: string) => createSentences('en', { showNames: true, nameOf: () => name });

  it('appear by their role unless names are allowed', () => {
    const withheld = createSentences('en', { showNames: false, nameOf: () => 'Jana Berg' });
    expect(withheld.gate(gate())).toBe('A power user has been inactive for 22 days.');
    expect(createSentences('de').gate(gate())).toBe('Ein Power-User ist seit 22 Tagen inaktiv.');
  });

  it('appear by name when it is allowed and known', () => {
    expect(named('Jana Berg').gate(gate())).toBe('Jana Berg, a power user, has been inactive for 22 days.');
    expect(named('Jana Berg').gate(gate(2))).toBe('2 of 3 power users are inactive, Jana Berg for 22 days.');
    const german = createSentences('de', { showNames: true, nameOf: () => 'Jana Berg' });
    expect(german.gate(gate())).toBe('Jana Berg (Power-User) ist seit 22 Tagen inaktiv.');
    expect(named(' ').gate(gate())).toBe('A power user has been inactive for 22 days.');
  });

  it('keep a name that runs from right to left apart from the sentence', () => {
    expect(named('שרה כהן').gate(gate())).toBe('\u2068שרה כהן\u2069, a power user, has been inactive for 22 days.');
  });

  it('lose control characters and line breaks, open bidi marks and what exceeds 80 characters', () => {
    expect(named('Eve\u202e\nBerg').gate(gate())).toContain('Eve Berg, a power user');
    const [name] = named('x'.repeat(500)).gate(gate()).split(',');
    expect(name).toBe(`${'X'}${'x'.repeat(78)}…`);
  });

  it('may contain the signs of a template', () => {
    expect(named("{name} '{'#<b>").gate(gate())).toContain("{name} '{'#<b>, a power user");
  });
});

describe('what the CRM and files bring in', () => {
  it('is quoted safely in data problems', () => {
    const problem = { code: 'not_a_date', field: 'renewal_date', value: '<b>\u202e31.31.\n</b>' } as const;
    expect(en.dataProblem(problem, 'Acme {GmbH}')).toBe(
      '“Acme {GmbH}”: “renewal_date” holds “<b> 31.31. </b>”, which is not a date; the field counts as not filled.',
    );
  });

  it('names scope, field and host where the error does', () => {
    expect(en.crmError('missing_scope', { scope: 'tickets' })).toContain('lacks the scope tickets.');
    expect(en.crmError('mapped_field_missing', { object: 'deals', field: 'renewal_date' })).toContain(
      'The mapped field renewal_date no longer exists on deals',
    );
    expect(de.crmError('unreachable', { host: 'api.hubapi.com', reason: 'ENOTFOUND' })).toContain(
      'unter api.hubapi.com nicht erreichbar (ENOTFOUND)',
    );
    expect(en.storageError('corrupt', { folder: 'data', file: 'PG_VERSION', found: 'missing' })).toContain(
      'The database in data/PG_VERSION is damaged (missing)',
    );
  });
});

describe('what would lift the tier', () => {
  it('says would, never will, and puts blocking warnings first', () => {
    const steps = [
      { measure: 'seat_adoption', from: { active: 12, seats: 20 }, to: { active: 16, seats: 20 } },
    ] as const;
    const lift = { gates: ['champion_left'], steps, blockedBy: [], reachable: true } as const;
    expect(en.lift(lift)).toBe(
      'First the warning “Champion left” has to be resolved. After that, 16 of 20 seats active instead of 12 would change the tier to commit.',
    );
    expect(en.lift({ ...lift, gates: [] })).toBe(
      '16 of 20 seats active instead of 12 would change the tier to commit.',
    );
    expect(de.lift({ ...lift, gates: [] })).toBe(
      'Mit 16 statt 12 aktiven Lizenzen (von 20) würde die Prognosestufe auf Commit wechseln.',
    );
  });
});

describe('rendering', () => {
  it('gives the same bytes every time', () => {
    const result = scoredResult('seat_adoption', { active: 12, seats: 20 });
    expect(createSentences('de').measure(result)).toBe(de.measure(result));
  });
});
