import type { AccountInputs, ScorePoint } from '../accounts/account-inputs.ts';
import type { Gate, HealthAssessment, RenewalForecast } from '../accounts/health.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import { accountFacts, type AccountFacts } from './account-facts.ts';
import { type Rated, rate } from './bands.ts';
import { calendarOf, dayOf } from './calendar.ts';
import { checkGates } from './check-gates.ts';
import { engineVersion } from './engine.ts';
import { expansionOf } from './expansion.ts';
import { forecastRenewals, summariseRenewals } from './forecast.ts';
import { overridesSince } from './human-tier.ts';
import { inputsHashOf } from './inputs-hash.ts';
import { daysToNearestRenewal } from './nearest-renewal.ts';
import { chooseNextStep } from './next-step.ts';
import { peopleOf } from './people.ts';
import { recentChange, type RecentChange } from './recent-change.ts';
import { scorecardAt } from './scorecard-at.ts';
import { segmentOf } from './segment.ts';
import { boundsOf, driversOf, groupScores, scoreOf } from './weigh.ts';

export interface AssessInput {
  readonly inputs: AccountInputs;
  readonly asOf: Instant;
  /** Oldest first, at least one. */
  readonly scorecards: readonly ScorecardInForce[];
}

/**
 * The whole answer for one account at one instant, by what was known then. The same inputs give the same bytes on every machine, in every time zone and
 * locale, in whatever order they come. For an account that is deleted by then: insufficient data and nothing else.
 */
export function assessAccount({ inputs, asOf, scorecards }: AssessInput): HealthAssessment {
  const inForce = scorecardAt(scorecards, asOf);
  const { card } = inForce;
  const look = accountFacts(inputs);
  const facts = look(card, { asOf, knownAt: asOf });
  const { snapshot, usage, measures } = facts;
  const { account, today, homeCurrency } = snapshot;
  const weighed = scoreOf(measures);
  const rated = rate(weighed, card);
  const change = recentChange({ points: inputs.points, snapshot, rated, inForce, scorecards, look });
  const daysToRenewal = daysToNearestRenewal(snapshot, card);
  const gates = checkGates({ snapshot, usage, card, daysToRenewal, shown: change.shown });
  const decided = { inForce, facts, rated, coverage: weighed.coverage, change, gates };
  const renewals = forecast(inputs, decided);
  const { band } = rated;
  const segment = segmentOf(account, homeCurrency, card);
  return {
    connectionId: inputs.connectionId,
    accountId: inputs.accountId,
    accountName: account?.name ?? '',
    ownerId: account?.ownerId ?? null,
    segment,
    assessedAt: asOf,
    today,
    scorecard: { version: card.version, hash: inForce.hash },
    engine: engineVersion,
    inputsHash: inputsHashOf({ snapshot, inputs, against: change.against }),
    ...rated,
    coverage: weighed.coverage,
    bounds: boundsOf(weighed),
    groups: groupScores(measures),
    measures,
    gates,
    ...driversOf(measures),
    change30d: change.explained30d,
    trend: change.trend,
    renewals,
    ...summariseRenewals(renewals, homeCurrency),
    people: peopleOf(snapshot, usage),
    nextStep: chooseNextStep({ today, band, gates, renewals, measures, segment, card }),
    expansion: expansionOf(snapshot, usage, { band, gates }),
  };
}

/** The score alone, as of any instant: one point of history, without change, gates and forecast. */
export function scorePointAt(
  inputs: AccountInputs,
  asOf: Instant,
  scorecards: readonly ScorecardInForce[],
): ScorePoint {
  const { card } = scorecardAt(scorecards, asOf);
  const { snapshot, measures } = accountFacts(inputs)(card, { asOf, knownAt: asOf });
  const weighed = scoreOf(measures);
  const { coverage } = weighed;
  return { day: snapshot.today, knownAt: asOf, ...rate(weighed, card), coverage, scorecard: card.version };
}

interface Decided {
  readonly inForce: ScorecardInForce;
  readonly facts: AccountFacts;
  readonly rated: Rated;
  readonly coverage: number;
  readonly change: RecentChange;
  readonly gates: readonly Gate[];
}

function forecast(inputs: AccountInputs, decided: Decided): readonly RenewalForecast[] {
  const { snapshot, measures } = decided.facts;
  const { asOf, today, homeCurrency, account } = snapshot;
  if (account === null) return [];
  const { card } = decided.inForce;
  const toDay = calendarOf(inputs.timeZone);
  return forecastRenewals({
    ...{ today, asOf, renewals: snapshot.renewals, account, homeCurrency, card, measures },
    ...decided.rated,
    segment: segmentOf(account, homeCurrency, card),
    coverage: decided.coverage,
    change30d: decided.change.points30d,
    gates: decided.gates,
    tierStates: inputs.tierStates,
    overrideSince: overridesSince(inputs.renewals, { asOf, firstRefreshAt: inputs.firstRefreshAt }, (instant) =>
      dayOf(toDay(instant)),
    ),
  });
}
