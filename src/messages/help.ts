import type { Labels } from './templates.ts';

export type CommandName =
  | 'renewal-health'
  | 'serve'
  | 'connect'
  | 'map'
  | 'sync'
  | 'score'
  | 'explain'
  | 'collect'
  | 'scorecard'
  | 'undo'
  | 'status'
  | 'disconnect'
  | 'rotate-keys'
  | 'audit'
  | 'export'
  | 'forget'
  | 'backup'
  | 'restore'
  | 'sandbox'
  | 'help';
export type OptionName =
  | 'locale'
  | 'companies'
  | 'seed'
  | 'csv'
  | 'crm'
  | 'connection'
  | 'once'
  | 'json'
  | 'set'
  | 'propose'
  | 'full'
  | 'dryRun'
  | 'resume'
  | 'publish'
  | 'withPeople'
  | 'purgeNow'
  | 'asOf'
  | 'since'
  | 'port'
  | 'help'
  | 'version';
/** The headings and fillers that the argument parser prints by itself. */
export type HelpTitle = 'usage' | 'options' | 'commands';

/** What `--help` says. */
export interface HelpTexts {
  readonly commands: Labels<CommandName>;
  readonly options: Labels<OptionName>;
  readonly titles: Labels<HelpTitle>;
  /** Where to read on, below the list of commands. */
  readonly after: string;
}
