import { getFieldValue } from 'lightning/uiRecordApi';
import ACCOUNT_SCORE from '@salesforce/schema/Account.Renewal_Health_Score__c';
import ACCOUNT_BAND from '@salesforce/schema/Account.Renewal_Health_Band__c';
import ACCOUNT_CHANGE from '@salesforce/schema/Account.Renewal_Health_Change_30d__c';
import ACCOUNT_COVERAGE from '@salesforce/schema/Account.Renewal_Health_Coverage__c';
import ACCOUNT_PRODUCT from '@salesforce/schema/Account.Renewal_Health_Product__c';
import ACCOUNT_RELATIONSHIP from '@salesforce/schema/Account.Renewal_Health_Relationship__c';
import ACCOUNT_SUPPORT from '@salesforce/schema/Account.Renewal_Health_Support__c';
import ACCOUNT_BUSINESS from '@salesforce/schema/Account.Renewal_Health_Business__c';
import ACCOUNT_DRIVERS from '@salesforce/schema/Account.Renewal_Health_Drivers__c';
import ACCOUNT_CHANGE_REASON from '@salesforce/schema/Account.Renewal_Health_Change_Reason__c';
import ACCOUNT_NEXT_STEP from '@salesforce/schema/Account.Renewal_Health_Next_Step__c';
import ACCOUNT_SCORED_AT from '@salesforce/schema/Account.Renewal_Health_Scored_At__c';
import ACCOUNT_SCORECARD from '@salesforce/schema/Account.Renewal_Health_Scorecard__c';
import ACCOUNT_NEXT_DATE from '@salesforce/schema/Account.Renewal_Next_Date__c';
import ACCOUNT_TIER from '@salesforce/schema/Account.Renewal_Tier__c';
import ACCOUNT_ARR_AT_RISK from '@salesforce/schema/Account.Renewal_Arr_At_Risk__c';
import ACCOUNT_DETAIL from '@salesforce/schema/Account.Renewal_Health_Detail__c';
import OPPORTUNITY_SCORE from '@salesforce/schema/Opportunity.Renewal_Health_Score__c';
import OPPORTUNITY_BAND from '@salesforce/schema/Opportunity.Renewal_Health_Band__c';
import OPPORTUNITY_TIER from '@salesforce/schema/Opportunity.Renewal_Tier__c';
import OPPORTUNITY_MACHINE from '@salesforce/schema/Opportunity.Renewal_Tier_Machine__c';
import OPPORTUNITY_REASON from '@salesforce/schema/Opportunity.Renewal_Tier_Reason__c';
import OPPORTUNITY_CHANGED_AT from '@salesforce/schema/Opportunity.Renewal_Tier_Changed_At__c';
import OPPORTUNITY_DETAIL from '@salesforce/schema/Opportunity.Renewal_Health_Detail__c';
import OPPORTUNITY_OVERRIDE from '@salesforce/schema/Opportunity.Renewal_Tier_Override__c';
import OPPORTUNITY_OVERRIDE_REASON from '@salesforce/schema/Opportunity.Renewal_Tier_Override_Reason__c';
import OPPORTUNITY_OVERRIDE_UNTIL from '@salesforce/schema/Opportunity.Renewal_Tier_Override_Until__c';

/** Of each object: the score, without which there is nothing to show, and what is hidden when a user may not see it. */
export const accountFields = {
  score: ACCOUNT_SCORE,
  band: ACCOUNT_BAND,
  change: ACCOUNT_CHANGE,
  coverage: ACCOUNT_COVERAGE,
  product: ACCOUNT_PRODUCT,
  relationship: ACCOUNT_RELATIONSHIP,
  support: ACCOUNT_SUPPORT,
  business: ACCOUNT_BUSINESS,
  drivers: ACCOUNT_DRIVERS,
  changeReason: ACCOUNT_CHANGE_REASON,
  nextStep: ACCOUNT_NEXT_STEP,
  scoredAt: ACCOUNT_SCORED_AT,
  scorecard: ACCOUNT_SCORECARD,
  nextDate: ACCOUNT_NEXT_DATE,
  tier: ACCOUNT_TIER,
  arrAtRisk: ACCOUNT_ARR_AT_RISK,
  detail: ACCOUNT_DETAIL,
};

export const overrideFields = {
  tier: OPPORTUNITY_OVERRIDE,
  reason: OPPORTUNITY_OVERRIDE_REASON,
  until: OPPORTUNITY_OVERRIDE_UNTIL,
};

export const opportunityFields = {
  score: OPPORTUNITY_SCORE,
  band: OPPORTUNITY_BAND,
  tier: OPPORTUNITY_TIER,
  machine: OPPORTUNITY_MACHINE,
  reason: OPPORTUNITY_REASON,
  changedAt: OPPORTUNITY_CHANGED_AT,
  detail: OPPORTUNITY_DETAIL,
  overrideTier: OPPORTUNITY_OVERRIDE,
  overrideReason: OPPORTUNITY_OVERRIDE_REASON,
  overrideUntil: OPPORTUNITY_OVERRIDE_UNTIL,
};

/** The `optionalFields` of a wire: all but the score, which is its `fields`. */
export const optional = ({ score, ...others }) => Object.values(others).filter((field) => field !== score);

/** Values by our own names. Null: empty. Undefined: the user may not see the field. */
export const valuesOf = (record, fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, getFieldValue(record, field)]));
