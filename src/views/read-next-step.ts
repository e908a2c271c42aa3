import type { HealthAssessment, NextStep } from '../accounts/health.ts';
import type { AccountId, ConnectionId } from '../accounts/ids.ts';
import type { Day } from '../accounts/time.ts';
import { createSentences } from '../messages/sentences.ts';
import type { NewTask } from '../ports/crm-actions.ts';
import type { ScreenStore } from '../ports/screen-stores.ts';
import { addDays } from '../scoring/calendar.ts';
import { stepKey } from './account/step-key.ts';
import { whyAtRisk } from './book/book-lists.ts';

/**
 * The next step of an account as a task: what to do, why, by when, and for whom. In the connection's language, because colleagues read it in the CRM. Null
 * without an assessment.
 */
export const createReadNextStep =
  ({ screens }: { readonly screens: Pick<ScreenStore, 'account'> }) =>
  async (connection: ConnectionId, account: AccountId): Promise<NewTask | null> => {
    const read = await screens.account(connection, account);
    const assessment = read?.assessment ?? null;
    if (read === null || assessment === null) return null;
    const { locale, showNames } = read.connection;
    const sentences = createSentences(locale, { showNames, nameOf: (id) => read.contactNames[id] ?? null });
    const { nextStep, ownerId } = assessment;
    return {
      accountId: assessment.accountId,
      renewalId: nextStep.kind === 'milestone' ? nextStep.renewalId : null,
      subject: sentences.nextStep(nextStep),
      body: whyAtRisk(assessment, sentences),
      dueOn: dueDay(nextStep, assessment),
      ownerId,
      key: stepKey(assessment),
    };
  };

/** As the sentences of the steps say it: now, within 48 hours, this week, within two weeks, this month. */
function dueDay(step: NextStep, { today }: Pick<HealthAssessment, 'today'>): Day {
  switch (step.kind) {
    case 'milestone':
      return step.due < today ? today : step.due;
    case 'gate':
      return addDays(today, { now: 0, '48_hours': 2, week: 7 }[step.within]);
    case 'cadence':
      return addDays(today, { critical: 0, at_risk: 2, watch: 14, healthy: 30 }[step.band]);
    case 'collect_data':
      return addDays(today, 7);
  }
}
