import type { Locale } from '../accounts/connection.ts';
import type { Day } from '../accounts/time.ts';
import { foreignText } from './foreign-text.ts';
import { formatOf } from './format.ts';
import { createSay, type Labels, type Params, type Texts } from './templates.ts';

/** The steps of ports/progress.ts, mirrored: sentences know the vocabulary only. */
export type StepName =
  'accounts' | 'renewals' | 'contacts' | 'tickets' | 'interactions' | 'links' | 'signals' | 'recompute' | 'write_back';

/** Headings, column heads and short remarks. */
export type LabelName =
  | 'bookByTier'
  | 'bookByBand'
  | 'needToday'
  | 'dataQuality'
  | 'notScored'
  | 'whyScore'
  | 'whyChange'
  | 'whatIsMissing'
  | 'whatWouldLift'
  | 'renewalsOfAccount'
  | 'people'
  | 'warnings'
  | 'disagreements'
  | 'expiredOverrides'
  | 'unknownAccounts'
  | 'rejectedRows'
  | 'syncStatus'
  | 'lastRuns'
  | 'preview'
  | 'connection'
  | 'account'
  | 'renewal'
  | 'score'
  | 'band'
  | 'trend'
  | 'coverage'
  | 'bounds'
  | 'change30d'
  | 'tier'
  | 'machineTier'
  | 'humanTier'
  | 'finalTier'
  | 'renewalDate'
  | 'daysToRenewal'
  | 'arr'
  | 'arrAtRisk'
  | 'owner'
  | 'segment'
  | 'nextStep'
  | 'drivers'
  | 'points'
  | 'missingPoints'
  | 'measure'
  | 'group'
  | 'evidence'
  | 'person'
  | 'role'
  | 'lastActive'
  | 'record'
  | 'field'
  | 'before'
  | 'after'
  | 'count'
  | 'table'
  | 'total'
  | 'started'
  | 'ended'
  | 'outcome'
  | 'scorecard'
  | 'lastSync'
  | 'never'
  | 'today'
  | 'yes'
  | 'no'
  | 'none'
  | 'unknown'
  | 'running'
  | 'done'
  | 'failed'
  | 'on'
  | 'paused'
  | 'dryRunNothingWritten'
  | 'nobodyToday'
  | 'writeBackPaused'
  | 'writeBackResumed'
  | 'sandboxInUse'
  | 'stopping'
  | 'noCrm'
  | 'interrupted'
  | 'noAccounts'
  | 'nothingMissing';

type Counted = Readonly<{ count: number }>;
type Named = Readonly<{ name: string }>;
/** Sentences and phrases with values in them. */
export interface CommandLineParams {
  readonly wouldChange: Counted;
  readonly wouldCreate: Counted;
  readonly created: Counted;
  readonly written: Counted;
  readonly undone: Counted;
  readonly refused: Counted;
  readonly gone: Counted;
  readonly unclear: Counted;
  readonly unchanged: Counted;
  readonly accountsCounted: Counted;
  readonly renewalsCounted: Counted;
  readonly contactsCounted: Counted;
  readonly ticketsCounted: Counted;
  readonly interactionsCounted: Counted;
  readonly scored: Counted;
  readonly tooLittleData: Counted;
  readonly signalsAdded: Counted;
  readonly rowsRejected: Counted;
  readonly keysUnknown: Counted;
  readonly problems: Counted;
  readonly calls: Counted;
  readonly moreLines: Counted;
  readonly connected: Named;
  readonly keysRotated: Counted;
  readonly auditWhole: Counted;
  readonly auditBroken: Readonly<{ connection: string; position: number }>;
  readonly forgotten: Readonly<{ ids: string; at: string; connection: string }>;
  readonly personUnknown: Named;
  readonly connectionAmbiguous: Readonly<{ choices: string }>;
  readonly disconnectAmbiguous: Readonly<{ choices: string }>;
  /** `token`: 'yes' where HUBSPOT_ACCESS_TOKEN opens a portal in place of the app. */
  readonly appMissing: Readonly<{ connection: string; settings: string; token: 'yes' | 'no' }>;
  readonly privateKeyBad: Readonly<{ path: string; fault: string }>;
  readonly purged: Readonly<{ connection: string; at: string; count: number }>;
  readonly connectionBusy: Readonly<{ connection: string }>;
  readonly installAt: Readonly<{ url: string }>;
  readonly installFirst: Readonly<{ url: string }>;
  readonly keyUnknown: Named;
  readonly keyFileBad: Readonly<{ path: string }>;
  readonly sealedAltered: Named;
  readonly serving: Readonly<{ url: string }>;
  readonly asOf: Readonly<{ day: string }>;
  readonly took: Readonly<{ seconds: string }>;
  readonly waiting: Readonly<{ seconds: string }>;
  readonly unknownCommand: Named;
  readonly unknownOption: Named;
  readonly missingArgument: Named;
  readonly missingValue: Named;
  readonly tooManyArguments: Readonly<{ value: string }>;
  readonly didYouMean: Named;
  readonly badDay: Readonly<{ value: string }>;
  readonly badNumber: Readonly<{ name: string; value: string }>;
  readonly notInRange: Readonly<{ name: string; value: string; least: string; most: string }>;
  readonly notOneOf: Readonly<{ name: string; value: string; choices: string }>;
  readonly badSetting: Readonly<{ name: string; expected: string }>;
  readonly accountNotFound: Readonly<{ text: string }>;
  readonly accountAmbiguous: Readonly<{ text: string; count: number }>;
  readonly folderMissing: Readonly<{ path: string }>;
  readonly noSignalFiles: Readonly<{ path: string }>;
  readonly fileMoved: Readonly<{ path: string; parent: string }>;
  readonly fileMissing: Readonly<{ path: string }>;
  readonly fileUnreadable: Readonly<{ path: string; code: string }>;
  readonly columnMissing: Readonly<{ path: string; name: string }>;
  readonly badRow: Readonly<{ path: string; line: string; reason: string }>;
  readonly restored: Readonly<{ path: string }>;
  readonly portTaken: Readonly<{ port: string }>;
  readonly sandboxFailed: Readonly<{ reason: string }>;
  readonly unexpected: Readonly<{ kind: string }>;
  readonly notConnected: Readonly<{ command: string }>;
  readonly notScoredYet: Readonly<{ command: string }>;
  readonly tierMove: Readonly<{ count: number; from: string; to: string }>;
}

/** The environment variables of server/config.ts that can be wrong. */
export type SettingName =
  | 'HUBSPOT_ACCESS_TOKEN'
  | 'HUBSPOT_BASE_URL'
  | 'SALESFORCE_LOGIN_URL'
  | 'SALESFORCE_CLIENT_ID'
  | 'SALESFORCE_CLIENT_SECRET'
  | 'SALESFORCE_USERNAME'
  | 'SALESFORCE_PRIVATE_KEY_FILE'
  | 'SALESFORCE_INSTALL'
  | 'DATABASE_URL'
  | 'DATA_FOLDER'
  | 'PORT'
  | 'HOST'
  | 'ROLE'
  | 'METRICS_TOKEN'
  | 'SECURITY_CONTACT'
  | 'LOG_LEVEL'
  | 'SIGNAL_FOLDER'
  | 'HUBSPOT_CLIENT_SECRET'
  | 'HUBSPOT_APP_ID'
  | 'HUBSPOT_CLIENT_ID'
  | 'TOKEN_KEYS'
  | 'PUBLIC_BASE_URL';

export interface CommandLineTexts {
  /** What a setting may hold. */
  readonly settings: Labels<SettingName>;
  readonly steps: Labels<StepName>;
  readonly labels: Labels<LabelName>;
  readonly sentences: Texts<CommandLineParams>;
}

/** Values that people, files or the CRM bring in. */
const fromOutside = new Set(['name', 'value', 'text', 'reason']);
const safe = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && fromOutside.has(name) ? foreignText(value) : value,
    ]),
  );

/** The words of the command line: names of steps, labels, and sentences with their values. */
export function createCommandLine(locale: Locale, texts: CommandLineTexts) {
  const format = formatOf(locale);
  const say = createSay<Readonly<Record<keyof CommandLineParams, Params>>>(locale, texts.sentences);
  return {
    step: (step: StepName) => texts.steps[step],
    label: (name: LabelName) => texts.labels[name],
    /** A setting that cannot be used, and what it may hold; never what it holds: that may be a secret. */
    badSetting: (name: SettingName): string => say('badSetting', { name, expected: texts.settings[name] }),
    sentence: <K extends keyof CommandLineParams>(key: K, params: CommandLineParams[K]) => say(key, safe(params)),
    asOf: (day: Day) => say('asOf', { day: format.day(day) }),
    took: (seconds: number) => say('took', { seconds: format.number(seconds, 1) }),
    waiting: (seconds: number) => say('waiting', { seconds: format.number(seconds) }),
  };
}
