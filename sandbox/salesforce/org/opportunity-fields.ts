import { currency, owner, account, kept } from './common-fields.ts';
import { type FieldRow } from './field.ts';

/** Opportunities with their contacts, and cases. */
export const opportunityFields: Readonly<
  Record<'Opportunity' | 'OpportunityContactRole' | 'Case', readonly FieldRow[]>
> = {
  Opportunity: [
    account,
    ['IsPrivate', 'Private', 'boolean'],
    ['Name', 'Name', 'string', { length: 120, required: true }],
    ['Description', 'Description', 'textarea', { length: 32_000 }],
    ['StageName', 'Stage', 'picklist', { required: true }],
    ['Amount', 'Amount', 'currency'],
    ['Probability', 'Probability (%)', 'percent'],
    ['ExpectedRevenue', 'Expected Amount', 'currency', kept],
    ['CloseDate', 'Close Date', 'date', { required: true }],
    ['Type', 'Opportunity Type', 'picklist'],
    ['NextStep', 'Next Step', 'string'],
    ['LeadSource', 'Lead Source', 'picklist', { options: ['Web', 'Phone Inquiry', 'Partner Referral', 'Other'] }],
    ['IsClosed', 'Closed', 'boolean', kept],
    ['IsWon', 'Won', 'boolean', kept],
    [
      'ForecastCategory',
      'Forecast Category',
      'picklist',
      { options: ['Omitted', 'Pipeline', 'BestCase', 'MostLikely', 'Forecast', 'Closed'], system: true },
    ],
    [
      'ForecastCategoryName',
      'Forecast Category',
      'picklist',
      { options: ['Omitted', 'Pipeline', 'Best Case', 'Commit', 'Closed'] },
    ],
    ['LastStageChangeDate', 'Last Stage Change Date', 'datetime', kept],
    ['ContractId', 'Contract ID', 'reference', { to: ['Contract'], as: 'Contract' }],
    currency,
    owner,
  ],
  OpportunityContactRole: [
    [
      'OpportunityId',
      'Opportunity ID',
      'reference',
      { to: ['Opportunity'], as: 'Opportunity', createOnly: true, required: true },
    ],
    ['ContactId', 'Contact ID', 'reference', { to: ['Contact'], as: 'Contact', required: true }],
    [
      'Role',
      'Role',
      'picklist',
      {
        options: [
          'Business User',
          'Decision Maker',
          'Economic Buyer',
          'Evaluator',
          'Executive Sponsor',
          'Influencer',
          'Technical Buyer',
          'Other',
        ],
      },
    ],
    ['IsPrimary', 'Primary', 'boolean'],
  ],
  Case: [
    ['MasterRecordId', 'Master Record ID', 'reference', { to: ['Case'], as: 'MasterRecord', system: true }],
    ['CaseNumber', 'Case Number', 'string', { length: 30, system: true }],
    account,
    ['ContactId', 'Contact ID', 'reference', { to: ['Contact'], as: 'Contact' }],
    ['Subject', 'Subject', 'string'],
    ['Status', 'Status', 'picklist', { options: ['New', 'Working', 'Escalated', 'Closed'] }],
    ['Priority', 'Priority', 'picklist', { options: ['Critical', 'High', 'Medium', 'Low'] }],
    ['Origin', 'Case Origin', 'picklist', { options: ['Email', 'Phone', 'Web'] }],
    ['IsClosed', 'Closed', 'boolean', kept],
    ['ClosedDate', 'Closed Date', 'datetime', kept],
    currency,
    owner,
  ],
};
