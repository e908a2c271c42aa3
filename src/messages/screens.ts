import type { Locale } from '../accounts/connection.ts';
import type { Day, Instant } from '../accounts/time.ts';
import { foreignText } from './foreign-text.ts';
import { formatOf } from './format.ts';
import { createSay, type Labels, type Params, type Texts } from './templates.ts';

/** What an action came to, or why it was refused. */
export type OutcomeName =
  | 'scored'
  | 'overrideCleared'
  | 'taskCreated'
  | 'taskThere'
  | 'segmentsThere'
  | 'mappingSaved'
  | 'preferencesSaved'
  | 'nothingChanged'
  | 'syncStarted'
  | 'undoStarted'
  | 'resumed'
  | 'notPaused';
export type RefusalName =
  | 'not_verified'
  | 'not_found'
  | 'bad_request'
  | 'not_connected'
  | 'account_gone'
  | 'renewal_gone'
  | 'step_outdated'
  | 'busy'
  | 'paused'
  | 'field_unknown'
  | 'day_past'
  | 'reason_missing'
  | 'run_unknown'
  | 'already_undone'
  | 'internal';

/** Two segments of renewals by tier, one of accounts by band. */
export type SegmentName = 'at_risk' | 'commit' | 'critical';

interface ScreenParams {
  readonly overrideSet: Readonly<{ tier: string; until: string }>;
  readonly segmentsCreated: Readonly<{ count: number }>;
  readonly synced: Readonly<{ at: string }>;
  readonly ruleByPipelines: Readonly<{ names: string; count: number }>;
  readonly ruleByField: Readonly<{ field: string; values: string }>;
  readonly leftAlone: Readonly<{ count: number }>;
}
export interface ScreenTexts {
  readonly overdue: string;
  readonly neverSynced: string;
  readonly paused: string;
  readonly outcomes: Labels<OutcomeName>;
  readonly refusals: Labels<RefusalName>;
  readonly sentences: Texts<Readonly<Record<keyof ScreenParams, Params>>>;
  /** Titles of the segments that the book page creates. */
  readonly segments: Labels<SegmentName>;
}

/** What the book and the settings say beside accounts, and what every action answers. */
export function createScreenSentences(locale: Locale, texts: ScreenTexts) {
  const format = formatOf(locale);
  const say = createSay<Readonly<Record<keyof ScreenParams, Params>>>(locale, texts.sentences);
  const names = (all: readonly string[]) => format.list(all.map((name) => format.quote(foreignText(name))));
  return {
    overdue: texts.overdue,
    neverSynced: texts.neverSynced,
    writeBackPaused: texts.paused,
    outcome: (name: OutcomeName) => texts.outcomes[name],
    refusal: (name: RefusalName) => texts.refusals[name],
    overrideSet: (tier: string, until: Day) => say('overrideSet', { tier, until: format.day(until) }),
    segmentsCreated: (count: number) => say('segmentsCreated', { count }),
    synced: (at: Instant, timeZone: string) => say('synced', { at: format.moment(at, timeZone) }),
    /** How renewals are told from other deals: one sentence for the pipelines, one for each field. */
    renewalRule: (pipelines: readonly string[], fields: readonly { field: string; values: readonly string[] }[]) =>
      [
        ...(pipelines.length > 0 ? [say('ruleByPipelines', { names: names(pipelines), count: pipelines.length })] : []),
        ...fields.map(({ field, values }) => say('ruleByField', { field: foreignText(field), values: names(values) })),
      ].join(' '),
    leftAlone: (count: number) => say('leftAlone', { count }),
    segmentName: (segment: SegmentName) => texts.segments[segment],
  };
}
