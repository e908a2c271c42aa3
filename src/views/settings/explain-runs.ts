import type { Connection } from '../../accounts/connection.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { Run } from '../../ports/stores.ts';
import type { HubspotSettings } from '../contract/hubspot-settings.ts';

/** The last runs, newest first, in plain words. A run that wrote can be undone once. */
export function explainRuns(
  runs: readonly Run[],
  { timeZone }: Connection,
  sentences: Sentences,
): HubspotSettings['runs'] {
  const undone = new Set(
    runs.flatMap(({ kind, outcome, stats }) => (kind === 'undo' && outcome !== 'failed' ? [stats.undone] : [])),
  );
  return runs.map((run) => ({
    id: run.id,
    kind: sentences.runKind(run.kind),
    startedText: sentences.format.moment(run.startedAt, timeZone),
    outcome: run.outcome,
    sentence: runSentence(run, sentences),
    canUndo: wrote(run) && !undone.has(run.id),
  }));
}

/** Runs that wrote to the CRM: what an undo takes back. */
export const wrote = ({ outcome, stats }: Run): boolean => outcome !== 'running' && (stats.written ?? 0) > 0;

function runSentence(run: Run, { cli, ...sentences }: Sentences): string {
  const { written = 0, refused = 0, dryRun = 0 } = run.stats;
  if (run.outcome === 'running') return cli.label('running');
  if (run.outcome === 'failed') return failure(run.error, { cli, ...sentences });
  if (dryRun === 1) return cli.label('dryRunNothingWritten');
  const count = cli.sentence(run.kind === 'undo' ? 'undone' : 'written', { count: written });
  return refused === 0 ? count : `${count} ${cli.sentence('refused', { count: refused })}`;
}

type CrmCode = Parameters<Sentences['crmError']>[0];
/** Stored as the error's `kind/code`; other words are the program's own. A record, so that the compiler names a code that is missing. */
const crmCodes: Readonly<Record<CrmCode, true>> = {
  wrong_token: true,
  token_expired: true,
  token_revoked: true,
  disconnected: true,
  app_refused: true,
  lease_lost: true,
  other_portal: true,
  missing_scope: true,
  rate_limited: true,
  daily_limit: true,
  call_budget_spent: true,
  record_not_found: true,
  mapped_field_missing: true,
  property_type_clash: true,
  property_limit_reached: true,
  package_missing: true,
  refused_by_crm: true,
  unreachable: true,
  timeout: true,
  server_error: true,
  unexpected_answer: true,
};
const isCrmCode = (code: string): code is CrmCode => Object.hasOwn(crmCodes, code);

export function failure(error: string | null, { cli, crmError }: Pick<Sentences, 'cli' | 'crmError'>): string {
  const code = error?.split('/')[1] ?? '';
  if (isCrmCode(code)) return crmError(code);
  return cli.label(error === 'interrupted' ? 'interrupted' : 'failed');
}
