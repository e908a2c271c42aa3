import type { ChangeSince, HealthAssessment } from '../../accounts/health.ts';
import type { AccountId } from '../../accounts/ids.ts';
import { foreignText } from '../../messages/foreign-text.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { RenewalBook } from '../contract/renewal-book.ts';
import type { BookEntry } from './book-rows.ts';
import { createTopList } from './top-list.ts';

const listed = { atRisk: 50, disagreements: 100, moved: 20, expansion: 50 } as const;

export interface BookLists {
  /** An account that passes the filters, with those of its renewals that do. */
  add(account: HealthAssessment, entries: readonly BookEntry[]): void;
  /** Whose week is to be explained. */
  movers(): readonly HealthAssessment[];
  result(weeks: Weeks): Pick<RenewalBook, 'atRisk' | 'disagreements' | 'moved' | 'expansion'>;
}
/** Why the score of an account moved within the week. */
export type Weeks = ReadonlyMap<AccountId, ChangeSince>;

/** The lists beside the rows, each with its sentence; words are made only for what is shown. `before` is the shown score of a week ago. */
export function createBookLists(
  sentences: Sentences,
  currency: string,
  before: ReadonlyMap<AccountId, number>,
): BookLists {
  const atRisk = createTopList<HealthAssessment>(listed.atRisk, byArr);
  const disagreements = createTopList<BookEntry>(listed.disagreements, (a, b) => compare(a.date, b.date));
  const moved = createTopList<Move>(
    listed.moved,
    (a, b) => Math.abs(b.by) - Math.abs(a.by) || byId(a.account, b.account),
  );
  const expansion = createTopList<HealthAssessment>(listed.expansion, byArr);
  return {
    add: (account, entries) => {
      if (entries.some(({ tier }) => tier === 'at_risk')) atRisk.add(account);
      for (const entry of entries) if (differs(entry)) disagreements.add(entry);
      const from = before.get(account.accountId);
      if (from !== undefined && account.shown !== null && account.shown !== from) {
        moved.add({ account, from, to: account.shown, by: account.shown - from });
      }
      if (account.expansion.signal) expansion.add(account);
    },
    movers: () => moved.result().map(({ account }) => account),
    result: (weeks) => ({
      atRisk: atRisk.result().map((account) => ({
        ...named(account),
        sentence: whyAtRisk(account, sentences),
        nextStep: sentences.nextStep(account.nextStep),
        arrText: sentences.format.money({ amount: account.arrAtRisk, currency }),
      })),
      disagreements: disagreements.result().map((entry) => disagreement(entry, sentences)),
      moved: moved.result().flatMap((move) => movement(move, weeks, sentences)),
      expansion: expansion
        .result()
        .map((account) => ({ ...named(account), sentence: sentences.expansion(account.expansion.because) })),
    }),
  };
}

interface Move {
  readonly account: HealthAssessment;
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

/** The numbers are those of the explanation, which counts facts as they are dated now; what then did not move is not shown. */
function movement({ account, from, to }: Move, weeks: Weeks, sentences: Sentences): RenewalBook['moved'] {
  const week = weeks.get(account.accountId) ?? { state: 'no_comparable_score' };
  const sentence = sentences.change(week, account.gates);
  if (week.state === 'no_comparable_score') return [{ ...named(account), from, to, sentence }];
  return week.shownChange === 0 ? [] : [{ ...named(account), from: to - week.shownChange, to, sentence }];
}

const named = ({ accountId, accountName }: HealthAssessment) => ({ accountId, account: foreignText(accountName) });

/** What fires, else what fell, else the rule that put the renewal there. */
export function whyAtRisk(account: HealthAssessment, sentences: Sentences): string {
  const { gates, change30d, renewals } = account;
  const [first, second] = gates.map((gate) => sentences.gate(gate));
  if (first !== undefined) return second === undefined ? first : `${first} ${second}`;
  if (change30d.state === 'compared' && change30d.shownChange < 0) return sentences.change(change30d, gates);
  const renewal = renewals.find(({ final }) => final === 'at_risk') ?? renewals[0];
  return renewal === undefined ? sentences.change(change30d, gates) : sentences.tierReason(renewal.reason);
}

const differs = ({ renewal: { human, machine } }: BookEntry): boolean =>
  human.state === 'valid' && human.tier !== machine;

function disagreement({ account, renewal }: BookEntry, sentences: Sentences): RenewalBook['disagreements'][number] {
  const { human, machine, reason } = renewal;
  return {
    renewalId: renewal.renewalId,
    account: foreignText(account.accountName),
    renewal: foreignText(renewal.name),
    machine: sentences.tier(machine),
    human: human.state === 'none' ? '' : sentences.tier(human.tier),
    sentence: `${sentences.human(human)} ${sentences.tierReason(reason)}`,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: HealthAssessment, b: HealthAssessment): number => compare(a.accountId, b.accountId);
/** Most money first. */
const byArr = (a: HealthAssessment, b: HealthAssessment): number =>
  b.arrAtRisk - a.arrAtRisk || b.arrInWindow - a.arrInWindow || byId(a, b);
