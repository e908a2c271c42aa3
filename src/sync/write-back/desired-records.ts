import type { HealthAssessment } from '../../accounts/health.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { HealthPresenter } from '../../ports/crm.ts';
import { accountHealthValues, renewalHealthValues } from '../health-values.ts';
import type { DesiredRecord } from './plan-write.ts';

/** The account and each of its open renewals. */
export function desiredRecords(
  health: HealthAssessment,
  presenter: Pick<HealthPresenter, 'account' | 'renewal'>,
  sentences: Sentences,
): readonly DesiredRecord[] {
  return [
    {
      type: 'account',
      id: health.accountId,
      name: health.accountName,
      values: presenter.account(accountHealthValues(health, sentences)),
    },
    ...health.renewals.map((renewal) => ({
      type: 'renewal' as const,
      id: renewal.renewalId,
      name: renewal.name,
      values: presenter.renewal(renewalHealthValues(health, renewal, sentences)),
    })),
  ];
}
