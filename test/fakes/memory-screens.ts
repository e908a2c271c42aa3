import { accountId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { CrmDescription } from '../../src/ports/crm.ts';
import type { AccountRead, PortalStore, ScreenStore, TaskStore } from '../../src/ports/screen-stores.ts';
import type { ConnectionStore } from '../../src/ports/connections.ts';
import { byText, type FactsOf, keyOf, type MemoryFacts } from './memory-facts.ts';

export const memoryPortals = (): PortalStore => {
  const portals = new Map<string, CrmDescription>();
  return {
    get: (connection) => Promise.resolve(portals.get(connection) ?? null),
    save: (description) => Promise.resolve(void portals.set(description.connectionId, description)),
  };
};

export const memoryTasks = (): TaskStore => {
  const tasks = new Map<string, string>();
  return {
    find: (connection, key) => Promise.resolve(tasks.get(keyOf(connection, key)) ?? null),
    save: (connection, key, taskId) => {
      const id = keyOf(connection, key);
      return Promise.resolve(void tasks.set(id, tasks.get(id) ?? taskId));
    },
  };
};

const dayMs = 86_400_000;
const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);

export const memoryScreens = (
  factsOf: FactsOf,
  connections: Pick<ConnectionStore, 'get'>,
  portals: PortalStore,
): ScreenStore => {
  const read = async (connection: ConnectionId, account: string | undefined): Promise<AccountRead | null> => {
    const found = await connections.get(connection);
    if (found === null) return null;
    const facts = factsOf(connection);
    const isLive = (facts.records.get(keyOf('account', account ?? ''))?.value ?? null) !== null;
    const assessment = isLive ? (facts.assessments.get(account ?? '')?.at(-1) ?? null) : null;
    const owners = (await portals.get(connection))?.owners ?? [];
    return {
      connection: found,
      assessment,
      points: assessment === null ? [] : pointsOf(facts, assessment.accountId, assessment.today),
      contactNames: found.showNames ? namesOf(facts, assessment?.people ?? []) : {},
      ownerName: owners.find(({ id }) => id === assessment?.ownerId)?.name ?? null,
    };
  };
  return {
    account: (connection, account) => read(connection, account),
    accounts: async (connection, accounts) => {
      const reads = await Promise.all(accounts.map((account) => read(connection, account)));
      return reads.filter((found) => found !== null).filter(({ assessment }) => assessment !== null);
    },
    renewal: (connection, renewal) =>
      read(connection, factsOf(connection).records.get(keyOf('renewal', renewal))?.accounts[0]),
    shownOn: (connection, day) => {
      const inWeek = factsOf(connection).points.filter((point) => point.day <= day && point.day > daysBefore(day, 7));
      const inOrder = inWeek.sort((a, b) => byText(a.day, b.day) || byText(a.knownAt, b.knownAt));
      return Promise.resolve(
        new Map(inOrder.flatMap(({ accountId: id, shown }) => (shown === null ? [] : [[accountId(id), shown]]))),
      );
    },
  };
};

const pointsOf = (facts: MemoryFacts, account: string, today: string): AccountRead['points'] =>
  facts.points
    .filter((point) => point.accountId === account && point.day > daysBefore(today, 98))
    .sort((a, b) => byText(a.day, b.day) || byText(a.knownAt, b.knownAt))
    .map(({ accountId: _, ...point }) => point);

const namesOf = (
  facts: MemoryFacts,
  people: readonly { readonly contactId: string | null }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    people.flatMap(({ contactId }) => {
      const value = facts.records.get(keyOf('contact', contactId ?? ''))?.value ?? null;
      return contactId !== null && value !== null && 'email' in value && value.name !== null
        ? [[contactId, value.name]]
        : [];
    }),
  );
