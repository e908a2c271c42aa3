import type { Connection, Locale } from '../accounts/connection.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import { foreignText } from '../messages/foreign-text.ts';
import { createSentences, type Sentences } from '../messages/sentences.ts';
import type { Clock } from '../ports/clock.ts';
import type { CrmDescription } from '../ports/crm.ts';
import { notPermitted } from '../ports/connections.ts';
import type { Run, Stores } from '../ports/stores.ts';
import { scorecardAt } from '../scoring/scorecard-at.ts';
import type { HubspotSettings } from './contract/hubspot-settings.ts';
import { installEnd } from './install-words.ts';
import { type DataQualitySource, explainDataQuality } from './settings/explain-data-quality.ts';
import { type Candidates, explainMapping, explainRule } from './settings/explain-mapping.ts';
import { explainRuns, failure } from './settings/explain-runs.ts';

export interface ReadSettingsDependencies {
  readonly stores: Pick<Stores, 'connections' | 'installs' | 'portals' | 'runs' | 'scorecards'>;
  readonly clock: Clock;
  /** Which fields of a portal may mean what, best first. */
  readonly proposeMapping: (portal: CrmDescription) => { readonly candidates: Candidates };
  readonly readDataQuality: (connection: ConnectionId) => DataQualitySource;
}

const runsShown = 20;

/** The connection as the settings page shows it: state, runs, mapping, data quality, scorecard. Reads the stores only. Null: no such connection. */
export const createReadSettings =
  ({ stores, clock, proposeMapping, readDataQuality }: ReadSettingsDependencies) =>
  async (id: ConnectionId, locale: Locale): Promise<HubspotSettings | null> => {
    const connection = await stores.connections.get(id);
    if (connection === null) return null;
    const sentences = createSentences(locale);
    const portal = await stores.portals.get(id);
    const runs = await stores.runs.latest(id, runsShown);
    const scorecards = await stores.scorecards.inForce(id);
    const { card } = scorecardAt(scorecards, clock.now().toISOString());
    const ticketsUntil = await stores.connections.cursor(id, 'ticket');
    const install = await stores.installs.get(id);
    const ended = install === null ? null : installEnd(locale, install, connection.timeZone);
    return {
      locale,
      connection: withTickets(explainConnection(connection, ended, runs, sentences), ticketsUntil, sentences),
      runs: explainRuns(runs, connection, sentences),
      mapping: [...explainMapping(connection.mapping, portal, portal && proposeMapping(portal).candidates, sentences)],
      renewalRule: explainRule(connection.mapping, portal, sentences),
      dataQuality: [...(await explainDataQuality(readDataQuality(id), sentences))],
      showNames: connection.showNames,
      crmLocale: connection.locale,
      scorecard: explainScorecard(card, sentences),
    };
  };

const syncs: readonly Run['kind'][] = ['full', 'incremental', 'recompute'];

/** A failure that a later sync has made good is history; a pause matters until somebody resumes. */
function explainConnection(
  connection: Connection,
  ended: string | null,
  runs: readonly Run[],
  sentences: Sentences,
): HubspotSettings['connection'] {
  const name = foreignText(connection.name);
  if (ended !== null) return { name, state: 'failing', sentence: ended };
  const last = runs.find(({ kind, outcome }) => syncs.includes(kind) && outcome !== 'running');
  if (last === undefined) return { name, state: 'never_synced', sentence: sentences.neverSynced };
  if (connection.writeBack === 'paused') return { name, state: 'paused', sentence: sentences.writeBackPaused };
  if (last.outcome === 'failed') return { name, state: 'failing', sentence: failure(last.error, sentences) };
  const at = last.endedAt ?? last.startedAt;
  return { name, state: 'ok', sentence: sentences.synced(at, connection.timeZone) };
}

/** A permission that was taken away is no failure, but people must know why the tickets stand still. */
const withTickets = (
  shown: HubspotSettings['connection'],
  ticketsUntil: Instant | null,
  sentences: Sentences,
): HubspotSettings['connection'] =>
  shown.state === 'ok' && ticketsUntil === notPermitted
    ? { ...shown, sentence: `${shown.sentence} ${sentences.ticketsNotPermitted}` }
    : shown;

const explainScorecard = (card: Scorecard, sentences: Sentences): HubspotSettings['scorecard'] => ({
  version: card.version,
  measures: card.measures
    .filter(({ weight }) => weight > 0)
    .map(({ id, group, weight }) => ({
      name: sentences.measureName(id),
      group: sentences.groupName(group),
      weight,
      why: sentences.measureWhy(id),
    })),
});
