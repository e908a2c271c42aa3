import type { TierOverride } from '../accounts/account.ts';
import type { Locale } from '../accounts/connection.ts';
import type { OutcomeName, RefusalName } from '../messages/screens.ts';
import { createSentences } from '../messages/sentences.ts';
import type { CrmError } from '../ports/crm.ts';
import type { NewSegment } from '../ports/crm-actions.ts';

export type { OutcomeName, RefusalName };

/** What actions answer with, in the reader's language. */
export function actionWords(locale: Locale) {
  const sentences = createSentences(locale);
  return {
    outcome: sentences.outcome,
    refusal: sentences.refusal,
    /** What the CRM refused or could not do. */
    crmError: ({ code, details }: CrmError) => sentences.crmError(code, details),
    override: (override: TierOverride | null): string => {
      const until = override?.until ?? null;
      return override === null || until === null
        ? sentences.outcome('overrideCleared')
        : sentences.overrideSet(sentences.tier(override.tier), until);
    },
    segmentsCreated: sentences.segmentsCreated,
    wouldChange: (records: number) => sentences.cli.sentence('wouldChange', { count: records }),
  };
}

/** The three segments that the book page offers, named in the reader's language. */
export function bookSegments(locale: Locale): readonly NewSegment[] {
  const { segmentName } = createSentences(locale);
  return [
    { name: segmentName('at_risk'), by: { tier: 'at_risk' } },
    { name: segmentName('commit'), by: { tier: 'commit' } },
    { name: segmentName('critical'), by: { band: 'critical' } },
  ];
}
