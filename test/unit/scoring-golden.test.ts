import { readFileSync } from 'node:fs';
import { goldenOf } from '../fixtures/portfolios/golden-of.ts';
import { flavours } from '../fixtures/portfolios/portfolio.ts';

/** Re-baselined by `npm run golden:accept` only, and the diff is read. */
const expected = (name: string): Record<string, object> =>
  JSON.parse(readFileSync(new URL(`../fixtures/portfolios/golden/${name}.json`, import.meta.url), 'utf8')) as Record<
    string,
    object
  >;

describe.each(flavours)('the $name book', (flavour) => {
  const golden = expected(flavour.name);
  const now = goldenOf(flavour);

  it('has the accounts it had', () => {
    expect(Object.keys(now)).toEqual(Object.keys(golden));
  });

  it.each(Object.keys(golden))('%s reads as it did', (account) => {
    expect(now[account]).toEqual(golden[account]);
  });
});
