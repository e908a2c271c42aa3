import { type FieldRow } from './field.ts';
import { type ObjectName } from './object-names.ts';

const tiers = ['commit', 'best_case', 'at_risk'];
const bands = ['healthy', 'watch', 'at_risk', 'critical', 'insufficient_data'];
/** Not restricted in the package: a code it does not know is kept. */
const risks = `
  cancellation_notice champion_left power_user_silent overdue_invoice seats_reduced ticket_storm no_sponsor_near_renewal fast_drop account_inactive
  seat_adoption power_users core_usage_trend two_way_contact business_reviews executive_sponsor nps support_friction payment_and_plan outcomes
  login_rhythm feature_breadth feature_depth workflow_completion integrations dau_mau time_to_value response_time csat ces champion_advocacy
  contract_term roi_multiple budget_trend expansion_talks csm_sentiment stagnation`
  .trim()
  .split(/\s+/);
const tier = (name: string, label: string): FieldRow => [name, label, 'picklist', { options: tiers, restricted: true }];
const number = (name: string, label: string, precision: number, scale = 0): FieldRow => [
  name,
  label,
  'double',
  { precision, scale },
];
const text = (name: string, label: string, length: number): FieldRow => [name, label, 'textarea', { length }];

const score = number('Renewal_Health_Score__c', 'Health score', 3);
const band: FieldRow = ['Renewal_Health_Band__c', 'Health band', 'picklist', { options: bands, restricted: true }];
const revision = number('Renewal_Health_Revision__c', 'Health revision', 12);
const detail = text('Renewal_Health_Detail__c', 'Health detail (JSON)', 32_768);

/** The fields of the Renewal Health package, as an org has them once its admin deployed it. */
export const packageFields: Partial<Readonly<Record<ObjectName, readonly FieldRow[]>>> = {
  Account: [
    score,
    band,
    number('Renewal_Health_Change_30d__c', 'Health change in 30 days', 4),
    [
      'Renewal_Health_Trend__c',
      'Health trend',
      'picklist',
      { options: ['rising', 'steady', 'falling'], restricted: true },
    ],
    number('Renewal_Health_Coverage__c', 'Health data coverage', 3, 2),
    number('Renewal_Health_Product__c', 'Health: product', 3),
    number('Renewal_Health_Relationship__c', 'Health: relationship', 3),
    number('Renewal_Health_Support__c', 'Health: support', 3),
    number('Renewal_Health_Business__c', 'Health: business', 3),
    ['Renewal_Health_Top_Risk__c', 'Top risk', 'picklist', { options: risks }],
    text('Renewal_Health_Drivers__c', 'Health drivers', 4_096),
    text('Renewal_Health_Change_Reason__c', 'Why health changed', 2_048),
    text('Renewal_Health_Next_Step__c', 'Health: next step', 1_024),
    ['Renewal_Health_Expansion__c', 'Expansion signal', 'boolean'],
    ['Renewal_Health_Scored_At__c', 'Health scored at', 'datetime'],
    ['Renewal_Health_Scorecard__c', 'Scorecard version', 'string', { length: 60 }],
    revision,
    ['Renewal_Next_Date__c', 'Next renewal date', 'date'],
    tier('Renewal_Tier__c', 'Renewal forecast tier'),
    number('Renewal_Arr_At_Risk__c', 'ARR at risk', 18, 2),
    detail,
  ],
  Opportunity: [
    tier('Renewal_Tier__c', 'Renewal forecast tier'),
    tier('Renewal_Tier_Machine__c', 'Calculated forecast tier'),
    text('Renewal_Tier_Reason__c', 'Forecast tier reason', 1_024),
    ['Renewal_Tier_Changed_At__c', 'Forecast tier changed at', 'datetime'],
    score,
    band,
    number('Renewal_Probability__c', 'Renewal probability', 3, 2),
    revision,
    detail,
    tier('Renewal_Tier_Override__c', 'Forecast tier override'),
    [
      'Renewal_Tier_Override_Reason__c',
      'Forecast override reason',
      'picklist',
      {
        options: [
          'verbal_commitment',
          'budget_confirmed',
          'budget_freeze',
          'champion_change',
          'competitor',
          'merger',
          'legal_or_procurement',
          'other',
        ],
        restricted: true,
      },
    ],
    ['Renewal_Tier_Override_Until__c', 'Forecast override until', 'date'],
  ],
};
