/** What a script may tell apart; docs/operations.md lists them. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  settings: 3,
  access: 4,
  crmUnavailable: 5,
  /** The same to a script: run it again later. */
  busy: 5,
  mapping: 6,
  storage: 7,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What is said on standard error, and how the process ends. */
export interface Problem {
  readonly sentences: readonly string[];
  readonly exitCode: ExitCode;
}
