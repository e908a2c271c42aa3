import type { Locale } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { AccountId } from '../accounts/ids.ts';
import type { ExplainedRecord, ExplainRecords } from '../ports/crm.ts';
import type { AccountRead, ScreenStore } from '../ports/screen-stores.ts';
import { createSentences } from '../messages/sentences.ts';
import type { AccountHealth } from './contract/account-health.ts';
import { explainAccount } from './explain-account.ts';

/** Both languages in one text: whoever opens the record reads it in their own. */
export interface RecordDetailText {
  readonly v: 1;
  readonly en: AccountHealth;
  readonly de: AccountHealth;
}

/** Salesforce's Bulk API takes no longer field. */
const longest = 32_000;

/**
 * The explanation that a card shows, as JSON for a field of the record itself: of an account as a whole, of a renewal with the other renewals left out. Worded as
 * of the assessment, so that the same assessment gives the same text. Accounts without an assessment have none.
 */
export const createExplainRecords =
  ({ screens }: { readonly screens: Pick<ScreenStore, 'accounts'> }): ExplainRecords =>
  async (connection, records) => {
    const explained = records.filter(hasAccount);
    const byAccount = new Map<string, readonly (ExplainedRecord & { readonly accountId: AccountId })[]>(
      Map.groupBy(explained, ({ accountId }) => accountId),
    );
    const texts = new Map<string, string>();
    for (const ids of inParts([...new Set(explained.map(({ accountId }) => accountId))])) {
      for (const read of await screens.accounts(connection, ids)) {
        if (read.assessment === null) continue;
        const detail = detailOf(read, read.assessment);
        for (const { type, id } of byAccount.get(read.assessment.accountId) ?? []) {
          texts.set(id, toText(type === 'account' ? detail : onlyRenewal(detail, id)));
        }
      }
    }
    return texts;
  };

const hasAccount = (record: ExplainedRecord): record is ExplainedRecord & { readonly accountId: AccountId } =>
  record.accountId !== undefined;

/** Accounts read at a time: each with a quarter of score points. */
const readAtOnce = 200;

function* inParts(ids: readonly AccountId[]): Generator<readonly AccountId[]> {
  for (let from = 0; from < ids.length; from += readAtOnce) yield ids.slice(from, from + readAtOnce);
}

const detailOf = (read: AccountRead, assessment: HealthAssessment): RecordDetailText => ({
  v: 1,
  en: explainIn('en', read, assessment),
  de: explainIn('de', read, assessment),
});

function explainIn(
  locale: Locale,
  { connection: { showNames }, points, contactNames, ownerName }: AccountRead,
  assessment: HealthAssessment,
): AccountHealth {
  const nameOf = (contactId: string) => contactNames[contactId] ?? null;
  const sentences = createSentences(locale, { showNames, nameOf });
  const contactName = showNames ? nameOf : undefined;
  const now = assessment.assessedAt;
  return explainAccount({
    ...{ assessment, points, sentences, locale, now, contactName },
    ownerName: () => ownerName,
  });
}

const mapBoth = ({ v, en, de }: RecordDetailText, map: (health: AccountHealth) => AccountHealth): RecordDetailText => ({
  ...{ v, en: map(en), de: map(de) },
});

const onlyRenewal = (detail: RecordDetailText, id: string): RecordDetailText =>
  mapBoth(detail, (health) => ({ ...health, renewals: health.renewals.filter((renewal) => renewal.id === id) }));

/** What goes first when a text is too long: what says least about this account. People are at most eight from the start. */
const shorter: readonly ((health: AccountHealth) => AccountHealth)[] = [
  (health) => ({ ...health, measures: health.measures.filter(({ state }) => state === 'scored') }),
  (health) => ({ ...health, renewals: health.renewals.slice(0, 10) }),
  (health) => ({ ...health, trend: [] }),
  (health) => ({ ...health, people: [] }),
];

/** '' when nothing helps: the card then shows the record's other fields. */
function toText(detail: RecordDetailText): string {
  let fitted = detail;
  let text = JSON.stringify(fitted);
  for (const shorten of shorter) {
    if (text.length <= longest) break;
    fitted = mapBoth(fitted, shorten);
    text = JSON.stringify(fitted);
  }
  return text.length <= longest ? text : '';
}
