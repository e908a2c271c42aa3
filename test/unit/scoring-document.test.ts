import { readFileSync } from 'node:fs';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { asOf, card, inForce } from '../fixtures/account-case.ts';
import { workedAccount } from '../fixtures/worked-account.ts';

const page = readFileSync(new URL('../../docs/scoring.md', import.meta.url), 'utf8');
const section = (title: string): string => page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
/** The cells of each row of a section's table, without its head. */
const rows = (title: string): readonly (readonly string[])[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const assessment = assessAccount({ inputs: workedAccount, asOf, scorecards: [inForce] });
const worked = section('A worked account');

describe('docs/scoring.md', () => {
  it('lists the measures that are on, with group and weight', () => {
    const on = card.measures.filter(({ weight }) => weight > 0);
    expect(rows('Measures').map((cells) => cells.slice(0, 3))).toEqual(
      on.map(({ id, group, weight }) => [id, group, String(weight)]),
    );
  });

  it('lists the gates', () => {
    expect(
      rows('Gates')
        .map(([id]) => id)
        .sort(),
    ).toEqual(Object.keys(card.gates).sort());
  });

  it('works out an account as the product does, measure by measure', () => {
    const computed = assessment.measures.map((result) =>
      result.state === 'scored'
        ? [
            result.id,
            String(result.score),
            String(result.weight),
            String(result.weight * result.score),
            result.contribution.toFixed(2),
          ]
        : [result.id, '', String(result.weight), '', ''],
    );
    const printed = rows('A worked account').map(([id, , ...numbers]) => [id, ...numbers]);
    expect(printed.slice(0, -1)).toEqual(computed);
    expect(printed.at(-1)).toEqual(['sum', '', '92', '6850', (assessment.score ?? 0).toFixed(2)]);
  });

  it('comes to the same score, bounds, drivers and tier', () => {
    expect(assessment).toMatchObject({ shown: 74, band: 'watch', coverage: 0.92, segment: 'mid_market' });
    expect(assessment.score).toBeCloseTo(6850 / 92, 12);
    expect(assessment.bounds.low).toBeCloseTo(68.5, 9);
    expect(assessment.bounds.high).toBeCloseTo(76.5, 9);
    expect(assessment.up[0]).toMatchObject({ measure: 'seat_adoption', effect: expect.closeTo(2.28, 2) as number });
    expect(assessment.down[0]).toMatchObject({ measure: 'power_users', effect: expect.closeTo(-3.26, 2) as number });
    expect(assessment.gates).toMatchObject([
      { id: 'power_user_silent', facts: { days: 22, silent: 1, othersActive: 1 } },
    ]);
    expect(assessment.renewals).toMatchObject([
      {
        date: '2026-09-03',
        daysToRenewal: 80,
        machine: 'best_case',
        reason: { code: 'gate', gate: 'power_user_silent' },
      },
    ]);
    for (const printed of [
      '**74**',
      '**watch**',
      '**92 %**',
      '**68.5**',
      '**76.5**',
      '**+2.28**',
      '**−3.26**',
      '**best case**',
    ])
      expect(worked).toContain(printed);
  });
});
