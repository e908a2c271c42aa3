import { z } from 'zod';
import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { Connection, Locale } from '../../src/accounts/connection.ts';
import type { Day, Instant } from '../../src/accounts/time.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { calendarOf, dayOf } from '../../src/scoring/calendar.ts';
import { contactNames } from '../../src/views/account/contact-names.ts';
import { assessAsOf } from '../../src/views/assess-as-of.ts';
import type { AccountHealth } from '../../src/views/contract/account-health.ts';
import { explainAccount } from '../../src/views/explain-account.ts';
import { endOfDayIn } from '../storage/end-of-day.ts';
import { CommandError } from './command-error.ts';
import { printAccount } from './print-account.ts';
import type { Terminal } from './terminal.ts';

export interface ExplainDependencies {
  readonly stores: Pick<Stores, 'records' | 'inputs' | 'scorecards'>;
  readonly clock: Clock;
  readonly terminal: Terminal;
}
export interface ExplainOptions {
  /** CRM id, customer number, domain or name. */
  readonly account: string;
  /** YYYY-MM-DD in the connection's time zone; null = now. */
  readonly asOf: string | null;
  /** Compare with the end of this day; null = 30 days before. */
  readonly since: string | null;
  readonly locale: Locale;
  readonly json: boolean;
}

/**
 * Why an account stands where it stands, today or on any past day, in the words of its card. The past is assessed again from what was known by the end of
 * that day. Throws CommandError for an unknown or ambiguous account and for what is no day.
 */
export const createExplain =
  ({ stores, clock, terminal }: ExplainDependencies) =>
  async (connection: Connection, options: ExplainOptions): Promise<void> => {
    const now = clock.now().toISOString();
    const instantOf = instantIn(connection, now);
    const asOf = options.asOf === null ? now : instantOf(options.asOf);
    const since = options.since === null ? null : instantOf(options.since);
    const inputs = await inputsOf(stores, connection, options.account);
    const scorecards = await stores.scorecards.inForce(connection.id);
    const assessment = assessAsOf({ inputs, scorecards, asOf, since });
    const contactName = connection.showNames ? contactNames(inputs, asOf) : undefined;
    const sentences = createSentences(options.locale, {
      showNames: connection.showNames,
      ...(contactName === undefined ? {} : { nameOf: contactName }),
    });
    const { locale } = options;
    const health = explainAccount({ assessment, points: inputs.points, sentences, locale, now: asOf, contactName });
    if (options.json) terminal.print(JSON.stringify(health satisfies AccountHealth, null, 2));
    else printAccount(terminal, sentences, health);
  };

const day = z.iso.date();

/** End of the day in the connection's zone; of today, and of days to come, only now is known. */
function instantIn({ timeZone }: Connection, now: Instant): (text: string) => Instant {
  const endOfDay = endOfDayIn(timeZone);
  const today: Day = dayOf(calendarOf(timeZone)(now));
  return (text) => {
    const parsed = day.safeParse(text);
    if (!parsed.success) throw new CommandError(({ cli }) => cli.sentence('badDay', { value: text }));
    return parsed.data >= today ? now : endOfDay(parsed.data);
  };
}

async function inputsOf(
  { records, inputs }: ExplainDependencies['stores'],
  { id }: Connection,
  text: string,
): Promise<AccountInputs> {
  const [first, ...others] = await records.findAccounts(id, text);
  if (others.length > 0) {
    const count = others.length + 1;
    throw new CommandError(({ cli }) => cli.sentence('accountAmbiguous', { text, count }));
  }
  const [found] = first === undefined ? [] : await inputs.some(id, [first.id]);
  if (found === undefined) throw new CommandError(({ cli }) => cli.sentence('accountNotFound', { text }));
  return found;
}
