import type { HealthAssessment } from '../../src/accounts/health.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import type { AccountRead } from '../../src/ports/screen-stores.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { accountHealth } from '../../src/views/contract/account-health.ts';
import { createExplainRecords } from '../../src/views/record-detail.ts';
import { asOf, inForce } from '../fixtures/account-case.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { workedAccount } from '../fixtures/worked-account.ts';

const connection = connectionId('salesforce', '00D000000000001AAA');
const assessment = assessAccount({ inputs: workedAccount, asOf, scorecards: [inForce] });
const [renewal] = assessment.renewals;
const account = assessment.accountId;

const explain = (changes: Partial<HealthAssessment> = {}, showNames = false) => {
  const read: AccountRead = {
    connection: { ...sampleConnection(connection), showNames },
    assessment: { ...assessment, ...changes },
    ...{ points: [], contactNames: showNames ? { c1: 'Ina Ott' } : {}, ownerName: 'Tom Ahl' },
  };
  return createExplainRecords({ screens: { accounts: () => Promise.resolve([read]) } });
};
const recordOf = (type: 'account' | 'renewal', id: string) => ({ type, id, accountId: account });
const parsed = (text: string | undefined) => {
  const { v, en, de } = JSON.parse(text ?? '') as { v: number; en: unknown; de: unknown };
  return { v, en: accountHealth.parse(en), de: accountHealth.parse(de) };
};

describe('the explanation on a record', () => {
  it('is what the card shows, in both languages', async () => {
    const texts = await explain()(connection, [recordOf('account', account)]);
    const { v, en, de } = parsed(texts.get(account));
    expect(v).toBe(1);
    expect([en.locale, de.locale, en.score, de.score]).toEqual(['en', 'de', assessment.shown, assessment.shown]);
    expect(en.account.owner).toBe('Tom Ahl');
    expect(en.nextStep.text).not.toBe(de.nextStep.text);
  });

  it('of a renewal holds that one alone', async () => {
    const other = {
      ...(renewal ?? assessment.renewals[0]),
      renewalId: 'another',
    } as HealthAssessment['renewals'][number];
    const id = renewal?.renewalId ?? '';
    const texts = await explain({ renewals: [...assessment.renewals, other] })(connection, [recordOf('renewal', id)]);
    expect(parsed(texts.get(id)).en.renewals.map((each) => each.id)).toEqual([id]);
  });

  it('names people only where the connection does', async () => {
    const textOf = async (showNames: boolean) =>
      (await explain({}, showNames)(connection, [recordOf('account', account)])).get(account) ?? '';
    expect(await textOf(false)).not.toContain('Ina Ott');
    expect(await textOf(true)).toContain('Ina Ott');
  });

  it('is the same text whenever it is made of the same assessment', async () => {
    const make = async () => (await explain()(connection, [recordOf('account', account)])).get(account);
    expect(await make()).toBe(await make());
  });

  it('drops what says least first when it does not fit, and fits', async () => {
    const [first] = assessment.renewals;
    const many = Array.from({ length: 40 }, (_, n) => ({ ...first, renewalId: `r${n}` })) as unknown[];
    const renewals = many as HealthAssessment['renewals'];
    const text = (await explain({ renewals })(connection, [recordOf('account', account)])).get(account) ?? '';
    expect(text.length).toBeLessThanOrEqual(32_000);
    const { en } = parsed(text);
    expect(en.measures.every(({ state }) => state === 'scored')).toBe(true);
    expect(en.renewals).toHaveLength(10);
  });

  it('is nothing for a record without an assessment', async () => {
    const unknown = { type: 'renewal' as const, id: 'd1' };
    expect(await explain()(connection, [unknown])).toEqual(new Map());
    const nobody = createExplainRecords({ screens: { accounts: () => Promise.resolve([]) } });
    expect(await nobody(connection, [recordOf('account', accountId('gone'))])).toEqual(new Map());
  });
});
