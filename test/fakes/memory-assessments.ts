import type { AccountInputs, ScorePoint, TierState } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import { type AccountId, accountId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { RecordType } from '../../src/ports/crm.ts';
import { chunk } from '../../src/common/batch.ts';
import type { ConnectionStore } from '../../src/ports/connections.ts';
import type { AssessmentStore, InputStore } from '../../src/ports/stores.ts';
import {
  byText,
  earlier,
  type FactsOf,
  keyOf,
  liveAccounts,
  type MemoryFacts,
  same,
  type StoredVersion,
} from './memory-facts.ts';

/** Of all accounts: each day of a source once, with the instant from which it was first known. */
const usageDaysOf = ({ signals }: MemoryFacts): AccountInputs['usageDays'] => {
  const days = new Map<string, AccountInputs['usageDays'][number]>();
  for (const signal of signals) {
    if (signal.kind !== 'usage') continue;
    const { source, day, knownAt } = signal;
    const key = keyOf(source, day);
    days.set(key, { source, day, knownAt: earlier(days.get(key)?.knownAt ?? knownAt, knownAt) });
  }
  return [...days.values()];
};

const inputsOf = (
  facts: MemoryFacts,
  id: AccountId,
): Omit<AccountInputs, 'connectionId' | 'timeZone' | 'homeCurrency'> => {
  const versions = [...facts.versions.values()].filter(({ account }) => account === id);
  const of = <Value>(type: RecordType) =>
    versions
      .filter((version) => version.type === type)
      .map((version: StoredVersion) => ({
        id: version.id,
        knownAt: version.knownAt,
        value: version.value as Value | null,
      }));
  const signals = facts.signals.filter((signal) => signal.accountId === id);
  const tickets = [...facts.versions.values()].filter(({ type }) => type === 'ticket').map(({ knownAt }) => knownAt);
  const ticketsSince = tickets.sort(byText)[0];
  return {
    accountId: id,
    account: of('account'),
    renewals: of('renewal'),
    contacts: of('contact'),
    tickets: of('ticket'),
    interactions: of('interaction'),
    observations: signals.filter((signal) => signal.kind === 'observation'),
    invoices: signals.filter((signal) => signal.kind === 'invoice'),
    usage: signals.filter((signal) => signal.kind === 'usage'),
    usageDays: usageDaysOf(facts),
    ...(ticketsSince === undefined ? {} : { ticketsSince }),
    points: facts.points.filter((point) => point.accountId === id).map(({ accountId: _, ...point }) => point),
    tierStates: facts.tierStates.filter((state) => state.accountId === id).map(({ accountId: _, ...state }) => state),
  };
};

export const memoryInputs = (factsOf: FactsOf, connections: Pick<ConnectionStore, 'get'>): InputStore => {
  const read = async (connection: ConnectionId, ids: readonly AccountId[]): Promise<readonly AccountInputs[]> => {
    const { timeZone = 'UTC', homeCurrency = 'USD', firstRefreshAt = null } = (await connections.get(connection)) ?? {};
    return ids.map((id) => ({
      connectionId: connection,
      timeZone,
      homeCurrency,
      ...(firstRefreshAt === null ? {} : { firstRefreshAt }),
      ...inputsOf(factsOf(connection), id),
    }));
  };
  const live = (connection: ConnectionId) => liveAccounts(factsOf(connection)).map(({ id }) => accountId(id));
  return {
    all: async function* (connection, size) {
      for (const ids of chunk(live(connection), size)) yield await read(connection, ids);
    },
    some: (connection, accounts) =>
      read(
        connection,
        live(connection).filter((id) => accounts.includes(id)),
      ),
    dirty: (connection, limit) => {
      const { dirty } = factsOf(connection);
      return Promise.resolve(
        live(connection)
          .filter((id) => dirty.has(id))
          .slice(0, limit),
      );
    },
  };
};

/** Appends where the newest one of the same day says something else; the same instant replaces. */
const append = <Fact extends { readonly knownAt: string }>(
  facts: readonly Fact[],
  fact: Fact,
  sameDay: (other: Fact) => boolean,
): Fact[] => {
  const { knownAt: _, ...content } = fact;
  const newest = facts
    .filter(sameDay)
    .sort((a, b) => byText(a.knownAt, b.knownAt))
    .at(-1);
  if (newest !== undefined && same({ ...newest, knownAt: fact.knownAt }, { ...content, knownAt: fact.knownAt }))
    return [...facts];
  return [...facts.filter((other) => !sameDay(other) || other.knownAt !== fact.knownAt), fact];
};

type Point = ScorePoint & { readonly accountId: string };
type State = TierState & { readonly accountId: string };

const addPoint = (facts: MemoryFacts, point: Point): void => {
  facts.points = append(facts.points, point, (other) => other.accountId === point.accountId && other.day === point.day);
};
const addState = (facts: MemoryFacts, state: State): void => {
  const isSame = (other: State) =>
    other.accountId === state.accountId && other.renewalId === state.renewalId && other.day === state.day;
  facts.tierStates = append(facts.tierStates, state, isSame);
};

const addResults = (facts: MemoryFacts, assessment: HealthAssessment): void => {
  const { accountId: id, today: day, assessedAt: knownAt, score, shown, band, coverage, scorecard } = assessment;
  addPoint(facts, { accountId: id, day, knownAt, score, shown, band, coverage, scorecard: scorecard.version });
  for (const { renewalId, machine, candidate, ungated, ungatedCandidate } of assessment.renewals)
    addState(facts, { accountId: id, renewalId, day, knownAt, machine, candidate, ungated, ungatedCandidate });
};

export const memoryAssessments = (factsOf: FactsOf): AssessmentStore => {
  const history = (connection: string, account: string) => factsOf(connection).assessments.get(account) ?? [];
  const newest = (connection: string, ids: readonly string[]) =>
    [...ids].sort(byText).flatMap((id) => history(connection, id).at(-1) ?? []);

  return {
    save: (connection, assessments, readAt) => {
      const facts = factsOf(connection);
      let changed = 0;
      for (const assessment of assessments) {
        const known = history(connection, assessment.accountId);
        if (!same({ ...known.at(-1), assessedAt: '' }, { ...assessment, assessedAt: '' })) {
          const others = known.filter(({ assessedAt }) => assessedAt !== assessment.assessedAt);
          const next = [...others, assessment].sort((a, b) => byText(a.assessedAt, b.assessedAt));
          facts.assessments.set(assessment.accountId, next);
          changed++;
        }
        addResults(facts, assessment);
        if ((facts.dirty.get(assessment.accountId) ?? '') < readAt) facts.dirty.delete(assessment.accountId);
      }
      return Promise.resolve({ changed });
    },
    savePoints: (connection, points) => {
      for (const point of points) addPoint(factsOf(connection), point);
      return Promise.resolve();
    },
    get: (connection, account, asOf) =>
      Promise.resolve(
        history(connection, account)
          .filter(({ assessedAt }) => asOf === undefined || assessedAt <= asOf)
          .at(-1) ?? null,
      ),
    all: async function* (connection, size) {
      const ids = liveAccounts(factsOf(connection)).map(({ id }) => id);
      for (const page of chunk(newest(connection, ids), size)) yield await Promise.resolve(page);
    },
    some: (connection, accounts) => Promise.resolve(newest(connection, accounts)),
  };
};
