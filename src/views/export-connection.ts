import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { Stores } from '../ports/stores.ts';

export type ExportFile = 'accounts.csv' | 'renewals.csv' | 'contacts.csv' | 'scores.csv' | 'ledger.csv';
type Cell = string | number | boolean | null;
export interface ExportPage {
  readonly file: ExportFile;
  readonly rows: readonly (readonly Cell[])[];
}

/** Heads of the columns, the same in every language: programs read them, too. */
export const exportColumns: Readonly<Record<ExportFile, readonly string[]>> = {
  'accounts.csv': [
    ...['account_id', 'name', 'owner_id', 'segment', 'scored_at', 'score', 'band', 'coverage', 'scorecard'],
    ...['renewal_next_date', 'renewal_tier'],
  ],
  'renewals.csv': [
    ...['renewal_id', 'account_id', 'name', 'owner_id', 'date', 'arr', 'currency'],
    ...['tier_machine', 'tier', 'tier_reason', 'tier_changed_on'],
  ],
  'contacts.csv': ['contact_id', 'account_id', 'name', 'email', 'job_title', 'role'],
  'scores.csv': ['account_id', 'day', 'known_at', 'score', 'band', 'coverage', 'scorecard'],
  'ledger.csv': ['run', 'id', 'type', 'record_id', 'revision', 'state', 'reason', 'at', 'before', 'after'],
};

const pageSize = 100;
/** More runs than a connection has within the time they are kept. */
const allRuns = 1_000_000;

/** Everything stored of a connection, page by page, file after file. Contacts, personal data, only when asked for. */
export const createExportConnection = ({
  stores,
}: {
  readonly stores: Pick<Stores, 'assessments' | 'inputs' | 'ledger' | 'runs'>;
}) =>
  async function* (connection: ConnectionId, withPeople: boolean): AsyncGenerator<ExportPage> {
    for await (const page of stores.assessments.all(connection, pageSize)) {
      yield { file: 'accounts.csv', rows: page.map(accountRow) };
      yield { file: 'renewals.csv', rows: page.flatMap(renewalRows) };
    }
    for await (const page of stores.inputs.all(connection, pageSize)) {
      yield { file: 'scores.csv', rows: page.flatMap(scoreRows) };
      if (withPeople) yield { file: 'contacts.csv', rows: page.flatMap(contactRows) };
    }
    for (const { id } of (await stores.runs.latest(connection, allRuns)).toReversed())
      for await (const page of stores.ledger.entries(connection, id))
        yield {
          file: 'ledger.csv',
          rows: page.map((entry) => [
            ...[entry.run, entry.id, entry.type, entry.recordId, entry.revision, entry.state, entry.reason, entry.at],
            ...[JSON.stringify(entry.before), JSON.stringify(entry.after)],
          ]),
        };
  };

const accountRow = (assessment: HealthAssessment): readonly Cell[] => {
  const { accountId, accountName, ownerId, segment, assessedAt, shown, band, coverage, scorecard } = assessment;
  const next = assessment.renewals.filter(({ date }) => date !== null).sort((a, b) => order(a.date, b.date))[0];
  return [
    ...[accountId, accountName, ownerId, segment, assessedAt, shown, band, coverage, scorecard.version],
    ...[next?.date ?? null, next?.final ?? null],
  ];
};
const order = (a: string | null, b: string | null): number => ((a ?? '') < (b ?? '') ? -1 : 1);

const renewalRows = ({ accountId, renewals }: HealthAssessment): readonly (readonly Cell[])[] =>
  renewals.map(({ renewalId, name, ownerId, date, arr, machine, final, reason, changedOn }) => [
    ...[renewalId, accountId, name, ownerId, date, arr?.amount ?? null, arr?.currency ?? null],
    ...[machine, final, reason.code, changedOn],
  ]);

const scoreRows = ({ accountId, points }: AccountInputs): readonly (readonly Cell[])[] =>
  points.map(({ day, knownAt, shown, band, coverage, scorecard }) => [
    ...[accountId, day, knownAt, shown, band, coverage, scorecard],
  ]);

const contactRows = ({ accountId, contacts }: AccountInputs): readonly (readonly Cell[])[] =>
  [...new Map(contacts.map((version) => [version.id, version.value])).values()].flatMap((contact) =>
    contact === null ? [] : [[contact.id, accountId, contact.name, contact.email, contact.jobTitle, contact.role]],
  );
