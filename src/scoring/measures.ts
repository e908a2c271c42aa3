import type { MeasureId } from '../accounts/measures.ts';
import type { Measure } from './measure.ts';
import { budgetTrend } from './measures/budget-trend.ts';
import { businessReviews } from './measures/business-reviews.ts';
import { ces } from './measures/ces.ts';
import { championAdvocacy } from './measures/champion-advocacy.ts';
import { contractTerm } from './measures/contract-term.ts';
import { coreUsageTrend } from './measures/core-usage-trend.ts';
import { csat } from './measures/csat.ts';
import { csmSentiment } from './measures/csm-sentiment.ts';
import { dauMau } from './measures/dau-mau.ts';
import { executiveSponsor } from './measures/executive-sponsor.ts';
import { expansionTalks } from './measures/expansion-talks.ts';
import { featureBreadth } from './measures/feature-breadth.ts';
import { featureDepth } from './measures/feature-depth.ts';
import { integrations } from './measures/integrations.ts';
import { loginRhythm } from './measures/login-rhythm.ts';
import { nps } from './measures/nps.ts';
import { outcomes } from './measures/outcomes.ts';
import { paymentAndPlan } from './measures/payment-and-plan.ts';
import { powerUsers } from './measures/power-users.ts';
import { responseTime } from './measures/response-time.ts';
import { roiMultiple } from './measures/roi-multiple.ts';
import { seatAdoption } from './measures/seat-adoption.ts';
import { stagnation } from './measures/stagnation.ts';
import { supportFriction } from './measures/support-friction.ts';
import { timeToValue } from './measures/time-to-value.ts';
import { twoWayContact } from './measures/two-way-contact.ts';
import { workflowCompletion } from './measures/workflow-completion.ts';

/** Every measure there is, by id: those of the default scorecard first, then the catalogue. */
export const measures: { readonly [K in MeasureId]: Measure<K> } = {
  seat_adoption: seatAdoption,
  power_users: powerUsers,
  core_usage_trend: coreUsageTrend,
  two_way_contact: twoWayContact,
  business_reviews: businessReviews,
  executive_sponsor: executiveSponsor,
  nps: nps,
  support_friction: supportFriction,
  payment_and_plan: paymentAndPlan,
  outcomes: outcomes,
  login_rhythm: loginRhythm,
  feature_breadth: featureBreadth,
  feature_depth: featureDepth,
  workflow_completion: workflowCompletion,
  integrations: integrations,
  dau_mau: dauMau,
  time_to_value: timeToValue,
  response_time: responseTime,
  csat: csat,
  ces: ces,
  champion_advocacy: championAdvocacy,
  contract_term: contractTerm,
  roi_multiple: roiMultiple,
  budget_trend: budgetTrend,
  expansion_talks: expansionTalks,
  csm_sentiment: csmSentiment,
  stagnation: stagnation,
};
