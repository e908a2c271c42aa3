import type { Connection } from '../../accounts/connection.ts';
import type { HealthAssessment } from '../../accounts/health.ts';
import type { HealthPresenter, WrittenType, WrittenValues } from '../../ports/crm.ts';
import type { Stores } from '../../ports/stores.ts';
import { createSentences } from '../../messages/sentences.ts';
import { accountHealthValues, type HealthSentences, renewalHealthValues } from '../health-values.ts';
import { changedValues } from './changed-values.ts';
import type { DesiredValues, RecordChange } from './record-change.ts';

export interface ChangesDependencies {
  readonly presenter: HealthPresenter;
  readonly stores: Pick<Stores, 'records' | 'assessments'>;
}
export interface ChangesPage {
  readonly assessments: readonly HealthAssessment[];
  readonly changes: readonly RecordChange[];
}

const pageSize = 200;

/**
 * Everything the CRM should show and does not, page by page in account order: desired values of all assessments against the current values as last read or
 * acknowledged; then records that stopped being renewals, whose values are cleared. Reads the stores only.
 */
export async function* desiredChanges(
  { presenter, stores }: ChangesDependencies,
  connection: Connection,
): AsyncGenerator<ChangesPage> {
  const sentences = createSentences(connection.locale);
  for await (const assessments of stores.assessments.all(connection.id, pageSize)) {
    const desired = assessments.flatMap((each) => desiredOf(each, { presenter, sentences, connection }));
    yield { assessments, changes: await changesOf({ presenter, stores }, connection, desired) };
  }
  for await (const strays of stores.records.strays(connection.id)) {
    const changes = strays.flatMap(({ type, id, values }) => clearing(presenter, type, id, values) ?? []);
    yield { assessments: [], changes };
  }
}

interface Wording {
  readonly presenter: HealthPresenter;
  readonly sentences: HealthSentences;
  readonly connection: Connection;
}

function desiredOf(assessment: HealthAssessment, wording: Wording): readonly DesiredValues[] {
  const { presenter, sentences, connection } = wording;
  const account: DesiredValues = {
    type: 'account',
    id: assessment.accountId,
    name: assessment.accountName,
    values: presenter.account(accountHealthValues(assessment, sentences)),
    accountId: assessment.accountId,
  };
  const renewals = assessment.renewals.map((renewal): DesiredValues => ({
    type: 'renewal',
    id: renewal.renewalId,
    name: renewal.name,
    values: presenter.renewal(renewalHealthValues(renewal, assessment, sentences, connection.timeZone)),
    accountId: assessment.accountId,
  }));
  return [account, ...renewals];
}

async function changesOf(
  { presenter, stores }: ChangesDependencies,
  { id }: Connection,
  desired: readonly DesiredValues[],
): Promise<readonly RecordChange[]> {
  const idsOf = (type: WrittenType) => desired.flatMap((each) => (each.type === type ? [each.id] : []));
  const known = {
    account: await stores.records.ours(id, 'account', idsOf('account')),
    renewal: await stores.records.ours(id, 'renewal', idsOf('renewal')),
  };
  return desired.flatMap((each) => {
    const values = known[each.type].get(each.id);
    // Deleted since it was assessed: there is nothing to write to.
    return values === undefined ? [] : (changedValues(each, values, presenter) ?? []);
  });
}

/** Empty texts for every property the presenter fills, so that no old tier stays on a deal that is no renewal. */
function clearing(
  presenter: HealthPresenter,
  type: WrittenType,
  id: string,
  known: WrittenValues,
): RecordChange | null {
  const names = Object.keys(known).filter((name) => known[name] !== '');
  const values = Object.fromEntries(names.map((name) => [name, '']));
  return changedValues({ type, id, name: id, values }, known, presenter);
}
