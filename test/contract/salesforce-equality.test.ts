import type { HealthAssessment } from '../../src/accounts/health.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { accountHealthValues, renewalHealthValues } from '../../src/sync/health-values.ts';
import { explainAccount } from '../../src/views/explain-account.ts';
import { type ScoredBook, scoreInBoth } from '../helpers/two-crms.ts';

const companies = 120;

describe(`one book of ${companies} companies in HubSpot and in Salesforce`, () => {
  let both: Awaited<ReturnType<typeof scoreInBoth>>;
  beforeAll(async () => {
    both = await scoreInBoth(companies);
  });
  afterAll(() => both.close());

  it('has the same accounts', () => {
    const keysOf = ({ assessments, keys }: ScoredBook) =>
      assessments.map(({ accountId }) => keys.get(accountId)).sort();
    expect(keysOf(both.salesforce)).toHaveLength(companies);
    expect(keysOf(both.salesforce)).toEqual(keysOf(both.hubspot));
  });

  it('gives every account the same score, tiers and sentences in both languages', () => {
    const [hubspot, salesforce] = [said(both.hubspot), said(both.salesforce)];
    const differing = [...hubspot].flatMap(([key, lines]) => {
      const other = salesforce.get(key) ?? [];
      const only = (a: readonly string[], b: readonly string[]) => a.filter((line) => !b.includes(line));
      const found = [
        ...only(lines, other).map((line) => `- ${line}`),
        ...only(other, lines).map((line) => `+ ${line}`),
      ];
      return found.length === 0 ? [] : [`${key}\n${found.join('\n')}`];
    });
    expect(differing.join('\n')).toBe('');
    expect(both.salesforce.assessments.filter(({ shown }) => shown !== null).length).toBeGreaterThan(companies / 2);
  });
});

/** Longest name of an opportunity; HubSpot keeps the rest. */
const nameOf = ({ name }: { readonly name: string }) => name.slice(0, 120).trim();

/** Everything people read of each account, line by line, by customer number. */
function said(book: ScoredBook): ReadonlyMap<string, readonly string[]> {
  const lines = book.assessments.map(
    (health) => [book.keys.get(health.accountId) ?? '', linesOf(book, health)] as const,
  );
  return new Map(lines);
}

function linesOf({ connection }: ScoredBook, health: HealthAssessment): readonly string[] {
  const values = (['en', 'de'] as const).flatMap((locale) => {
    const sentences = createSentences(locale);
    const now = health.assessedAt;
    const view = explainAccount({ assessment: health, points: [], sentences, locale, now });
    return [
      ...Object.entries(accountHealthValues(health, sentences)),
      ...health.renewals.flatMap((renewal) =>
        Object.entries(renewalHealthValues(renewal, health, sentences, connection.timeZone)).map(
          ([name, value]) => [`${nameOf(renewal)} ${name}`, value] as const,
        ),
      ),
      ...view.measures.map(({ id, sentence, score }) => [`${locale} ${id}`, `${String(score)} ${sentence}`] as const),
      ...view.people.map((person, index) => [`${locale} person ${index}`, JSON.stringify(person)] as const),
    ];
  });
  return values.filter(([name]) => name !== 'scoredAt').map(([name, value]) => `${name}: ${String(value)}`);
}
