import type { Connection } from '../../src/accounts/connection.ts';
import { type ConnectionId, crmOf, type CrmName } from '../../src/accounts/ids.ts';
import type { Install } from '../../src/ports/installs.ts';
import { CommandError } from './command-error.ts';

/** What there is to choose from, and what was asked for. */
export interface Choice {
  /** As it was typed after --connection; null where nothing was. */
  readonly asked: string | null;
  /** The CRMs that the command may be about, the preferred one first. */
  readonly crms: readonly CrmName[];
  readonly connections: readonly Connection[];
  readonly installs: readonly Install[];
}

/**
 * The stored connection that a command is about: the one asked for, or the only one. Without installed apps a connection of the first CRM goes before those of
 * the other. Never a guess: throws CommandError, with the ids to choose from, for an unknown id and where none is named.
 */
export function chooseConnection({ asked, crms, connections, installs }: Choice): Connection {
  const mine = connections.filter(({ crm }) => crms.includes(crm));
  if (asked !== null) return mine.find(({ id }) => id === asked) ?? noneNamed({ asked, crms, connections, installs });
  const ended = new Set(installs.flatMap(({ connection, ended: end }) => (end === null ? [] : [connection])));
  const candidates = firstOf(
    mine.filter(({ id }) => !ended.has(id)),
    mine,
  );
  const installed = installs.filter(({ connection }) => candidates.some(({ id }) => id === connection));
  const preferred = crms.map((crm) => candidates.filter((one) => one.crm === crm)).find(({ length }) => length > 0);
  const [first, ...others] = installed.length > 1 ? candidates : (preferred ?? []);
  if (first === undefined) return notConnected();
  return others.length === 0 ? first : ambiguous(candidates.map(({ id }) => id));
}

/** The installations that a command works on which asks the CRM: the one asked for, or the only one. Those that ended are no choice while others work. */
export function chooseInstall(choice: Choice): ConnectionId | null {
  const { asked, crms, installs } = choice;
  const mine = installs.filter(({ connection }) => crms.includes(crmOf(connection)));
  if (asked !== null) return mine.find(({ connection }) => connection === asked)?.connection ?? null;
  const candidates = firstOf(
    mine.filter(({ ended }) => ended === null),
    mine,
  );
  const ids = candidates.map(({ connection }) => connection);
  return ids.length > 1 ? ambiguous(ids) : (ids[0] ?? null);
}

/** One that was installed a moment ago is known, and has nothing stored yet. */
const noneNamed = (choice: Choice): never => (chooseInstall(choice) === null ? unknown(choice) : notConnected());

/** Throws CommandError with the ids that would do. */
export function unknown({ asked, crms, connections, installs }: Choice): never {
  const all = new Set([...connections.map(({ id }) => id), ...installs.map(({ connection }) => connection)]);
  const ids = [...all].filter((id) => crms.includes(crmOf(id))).sort();
  if (ids.length === 0) return notConnected();
  const params = { name: '--connection', value: asked ?? '', choices: ids.join(', ') };
  throw new CommandError(({ cli }) => cli.sentence('notOneOf', params));
}

export function notConnected(): never {
  throw new CommandError(({ cli }) => cli.sentence('notConnected', { command: 'renewal-health sync' }));
}

function ambiguous(ids: readonly ConnectionId[]): never {
  const choices = [...ids].sort().join(', ');
  throw new CommandError(({ cli }) => cli.sentence('connectionAmbiguous', { choices }));
}

const firstOf = <T>(some: readonly T[], otherwise: readonly T[]): readonly T[] => (some.length > 0 ? some : otherwise);
