import type { HealthAssessment, HumanTier, RenewalForecast } from '../../accounts/health.ts';
import type { Day } from '../../accounts/time.ts';
import { foreignText } from '../../messages/foreign-text.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { AccountHealth } from '../contract/account-health.ts';

type Explained = AccountHealth['renewals'][number];

/** The open renewals in the order of the assessment, nearest date first: three tiers side by side, why, and what would lift them. */
export const explainRenewals = ({ renewals, today }: HealthAssessment, sentences: Sentences): readonly Explained[] =>
  renewals.map((renewal) => explainRenewal(renewal, today, sentences));

const explainRenewal = (renewal: RenewalForecast, today: Day, sentences: Sentences): Explained => ({
  id: renewal.renewalId,
  name: foreignText(renewal.name),
  date: renewal.date,
  dateText: sentences.renewalDate(renewal.date, today),
  days: renewal.daysToRenewal,
  arr: renewal.arr === null ? '' : sentences.format.money(renewal.arr),
  machine: { code: renewal.machine, label: sentences.tier(renewal.machine) },
  human: explainHuman(renewal.human, sentences),
  final: { code: renewal.final, label: sentences.tier(renewal.final) },
  reason: sentences.tierReason(renewal.reason),
  milestone: renewal.milestone === null ? '' : sentences.milestoneName(renewal.milestone),
  lateToClose: renewal.lateToClose,
  lift: renewal.lift === null ? '' : sentences.lift(renewal.lift),
  leadBy: sentences.leadBy(renewal.leadBy),
});

function explainHuman(human: HumanTier, sentences: Sentences): Explained['human'] {
  if (human.state === 'none') return null;
  const { tier: code, state } = human;
  return { code, label: sentences.tier(code), state, sentence: sentences.human(human) };
}
