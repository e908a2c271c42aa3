import type { Connection, Locale } from '../accounts/connection.ts';
import type { HealthAssessment } from '../accounts/health.ts';
import type { ConnectionId } from '../accounts/ids.ts';
import type { Day } from '../accounts/time.ts';
import { foreignText } from '../messages/foreign-text.ts';
import { createSentences, type Sentences } from '../messages/sentences.ts';
import type { Clock } from '../ports/clock.ts';
import type { Stores } from '../ports/stores.ts';
import { addDays, calendarOf, dayOf } from '../scoring/calendar.ts';
import { createNeedToday } from '../scoring/need-today.ts';
import { accountPasses, type BookFilters, createFilterOptions, type OwnerName, passes } from './book/book-filters.ts';
import { createBookLists, type Weeks, whyAtRisk } from './book/book-lists.ts';
import { byDate, type BookEntry, entryOf, toRow } from './book/book-rows.ts';
import { createBookSums } from './book/book-sums.ts';
import { explainWeek } from './book/explain-week.ts';
import { createTopList } from './book/top-list.ts';
import type { RenewalBook } from './contract/renewal-book.ts';

export interface ReadBookDependencies {
  readonly stores: Pick<Stores, 'connections' | 'assessments' | 'screens' | 'portals' | 'inputs' | 'scorecards'>;
  readonly clock: Clock;
}

const pageSize = 500;
const rowsShown = 200;

/**
 * The renewals of the next 180 days and the overdue ones of the window, as of the newest assessments. Filters narrow rows, sums and lists alike. Reads the
 * stores only, page by page. Null when there is no such connection.
 */
export const createReadRenewalBook =
  ({ stores, clock }: ReadBookDependencies) =>
  async (id: ConnectionId, filters: BookFilters, locale: Locale): Promise<RenewalBook | null> => {
    const connection = await stores.connections.get(id);
    if (connection === null) return null;
    const today = dayOf(calendarOf(connection.timeZone)(clock.now().toISOString()));
    const before = await stores.screens.shownOn(id, addDays(today, -7));
    const owners = new Map((await stores.portals.get(id))?.owners.map(({ id: owner, name }) => [owner, name]));
    const ownerName: OwnerName = (owner) => owners.get(owner) ?? null;
    const book = createBook({ connection, filters, before, ownerName, locale, today });
    for await (const page of stores.assessments.all(id, pageSize)) for (const account of page) book.add(account);
    return book.result(await explainWeek(stores, id, book.movers()));
  };

interface BookInput {
  readonly connection: Connection;
  readonly filters: BookFilters;
  readonly before: ReadonlyMap<HealthAssessment['accountId'], number>;
  readonly ownerName: OwnerName;
  readonly locale: Locale;
  readonly today: Day;
}

function createBook({ connection, filters, before, ownerName, locale, today }: BookInput) {
  const { homeCurrency: currency } = connection;
  const sentences = createSentences(locale);
  const options = createFilterOptions(sentences, ownerName);
  const sums = createBookSums(sentences, currency);
  const lists = createBookLists(sentences, currency, before);
  const rows = createTopList<BookEntry>(rowsShown, byDate);
  const needToday = createToday(sentences);
  const byRenewal = filters.tier !== null || filters.milestone !== null;
  let entries = 0;
  let newest: Day = '';

  const add = (account: HealthAssessment): void => {
    if (account.today > newest) newest = account.today;
    const all = account.renewals.map((renewal) => entryOf(account, renewal)).filter((entry) => entry !== null);
    for (const { renewal } of all) options.add(account, renewal);
    const shown = all.filter(({ renewal }) => passes(account, renewal, filters));
    entries += shown.length;
    for (const entry of shown) {
      sums.add(entry.renewal, entry.tier);
      rows.add(entry);
    }
    // an account without a renewal in the book still moves, grows and needs somebody
    if (shown.length === 0 && (byRenewal || !accountPasses(account, filters))) return;
    lists.add(account, shown);
    needToday.add(account);
  };

  return {
    add,
    movers: () => lists.movers(),
    result: (weeks: Weeks): RenewalBook => {
      const shown = rows.result().map((entry) => toRow(entry, sentences, { currency, ownerName }));
      return {
        asOfText: sentences.format.day(newest === '' ? today : newest),
        locale,
        currency,
        months: sums.months(),
        totals: sums.totals(),
        filters: options.result(),
        rows: shown,
        more: entries - shown.length,
        ...lists.result(weeks),
        today: needToday.result(),
      };
    },
  };
}

/** The five that need somebody today; only what may be among them is kept. */
function createToday(sentences: Sentences) {
  const five = createNeedToday();
  const kept = new Map<string, HealthAssessment>();
  return {
    add: (account: HealthAssessment) => {
      five.add(account);
      kept.set(account.accountId, account);
      if (kept.size > pageSize) forget();
    },
    result: (): RenewalBook['today'] =>
      five.result().map(({ accountId, name, nextStep }) => {
        const account = kept.get(accountId);
        return {
          accountId,
          account: foreignText(name),
          sentence: account === undefined ? '' : whyAtRisk(account, sentences),
          nextStep: sentences.nextStep(nextStep),
        };
      }),
  };

  function forget(): void {
    const wanted = new Set<string>(five.result().map(({ accountId }) => accountId));
    for (const id of kept.keys()) if (!wanted.has(id)) kept.delete(id);
  }
}
