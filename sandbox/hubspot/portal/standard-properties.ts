import { objectTypeInfo, type ObjectType } from './object-types.ts';
import {
  defineProperty,
  type PropertyDefinition,
  type PropertyGroup,
  type PropertyType,
} from './property-definition.ts';

/** The standard properties that the sandbox fills or lets be written: a small part of HubSpot's own, with HubSpot's names, types and option values. */
type Row = readonly [name: string, label: string, type: PropertyType, options?: Readonly<Record<string, string>>];
type Kept = readonly [name: string, label: string, type: PropertyType];

const outcome = {
  SCHEDULED: 'Scheduled',
  COMPLETED: 'Completed',
  RESCHEDULED: 'Rescheduled',
  NO_SHOW: 'No show',
  CANCELED: 'Canceled',
};
const connected = {
  'f240bbac-87c9-4f6e-bf70-924b57d47db7': 'Connected',
  '73a0d17f-1163-4015-bdd5-ec830791da20': 'No answer',
};
const owner: Row = ['hubspot_owner_id', 'Owner', 'enumeration'];

const written: Readonly<Record<ObjectType, readonly Row[]>> = {
  companies: [
    ['name', 'Company name', 'string'],
    ['domain', 'Company domain name', 'string'],
    ['website', 'Website URL', 'string'],
    ['phone', 'Phone number', 'phone_number'],
    ['country', 'Country/Region', 'string'],
    ['industry', 'Industry', 'string'],
    ['annualrevenue', 'Annual revenue', 'number'],
    ['numberofemployees', 'Number of employees', 'number'],
    [
      'lifecyclestage',
      'Lifecycle stage',
      'enumeration',
      { lead: 'Lead', opportunity: 'Opportunity', customer: 'Customer', evangelist: 'Evangelist', other: 'Other' },
    ],
    ['hs_csm_sentiment', 'CSM Sentiment', 'enumeration', { good: 'Good', neutral: 'Neutral', poor: 'Poor' }],
    owner,
  ],
  deals: [
    ['dealname', 'Deal name', 'string'],
    ['description', 'Deal description', 'string'],
    ['pipeline', 'Pipeline', 'enumeration'],
    ['dealstage', 'Deal stage', 'enumeration'],
    ['amount', 'Amount', 'number'],
    ['deal_currency_code', 'Currency', 'enumeration', { USD: 'USD', EUR: 'EUR', GBP: 'GBP', CHF: 'CHF' }],
    ['closedate', 'Close date', 'datetime'],
    ['dealtype', 'Deal type', 'enumeration', { newbusiness: 'New business', existingbusiness: 'Existing business' }],
    [
      'hs_manual_forecast_category',
      'Forecast category',
      'enumeration',
      { OMIT: 'Not forecasted', PIPELINE: 'Pipeline', BEST_CASE: 'Best case', COMMIT: 'Commit', CLOSED: 'Closed won' },
    ],
    ['hs_forecast_probability', 'Forecast probability', 'number'],
    ['hs_next_step', 'Next step', 'string'],
    owner,
  ],
  contacts: [
    ['firstname', 'First name', 'string'],
    ['lastname', 'Last name', 'string'],
    ['email', 'Email', 'string'],
    ['phone', 'Phone number', 'string'],
    ['jobtitle', 'Job title', 'string'],
    [
      'hs_buying_role',
      'Buying role',
      'enumeration',
      {
        BLOCKER: 'Blocker',
        BUDGET_HOLDER: 'Budget holder',
        CHAMPION: 'Champion',
        DECISION_MAKER: 'Decision maker',
        END_USER: 'End user',
        EXECUTIVE_SPONSOR: 'Executive sponsor',
        INFLUENCER: 'Influencer',
        LEGAL_AND_COMPLIANCE: 'Legal and compliance',
        OTHER: 'Other',
      },
    ],
    owner,
  ],
  tickets: [
    ['subject', 'Ticket name', 'string'],
    ['content', 'Ticket description', 'string'],
    ['hs_pipeline', 'Pipeline', 'enumeration'],
    ['hs_pipeline_stage', 'Ticket status', 'enumeration'],
    ['hs_ticket_priority', 'Priority', 'enumeration', { LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High', URGENT: 'Urgent' }],
    [
      'hs_ticket_category',
      'Category',
      'enumeration',
      {
        PRODUCT_ISSUE: 'Product issue',
        BILLING_ISSUE: 'Billing issue',
        FEATURE_REQUEST: 'Feature request',
        GENERAL_INQUIRY: 'General inquiry',
      },
    ],
    ['closed_date', 'Close date', 'datetime'],
    owner,
  ],
  meetings: [
    ['hs_meeting_title', 'Meeting name', 'string'],
    ['hs_meeting_start_time', 'Start time', 'datetime'],
    ['hs_meeting_end_time', 'End time', 'datetime'],
    ['hs_meeting_outcome', 'Meeting outcome', 'enumeration', outcome],
    ['hs_activity_type', 'Call and meeting type', 'enumeration'],
    ['hs_timestamp', 'Activity date', 'datetime'],
    owner,
  ],
  calls: [
    ['hs_call_title', 'Call title', 'string'],
    [
      'hs_call_status',
      'Call status',
      'enumeration',
      { COMPLETED: 'Completed', NO_ANSWER: 'No answer', BUSY: 'Busy', CANCELED: 'Canceled', FAILED: 'Failed' },
    ],
    ['hs_call_disposition', 'Call outcome', 'enumeration', connected],
    ['hs_call_direction', 'Call direction', 'enumeration', { INBOUND: 'Inbound', OUTBOUND: 'Outbound' }],
    ['hs_call_duration', 'Call duration', 'number'],
    ['hs_timestamp', 'Activity date', 'datetime'],
    owner,
  ],
  emails: [
    ['hs_email_subject', 'Email subject', 'string'],
    [
      'hs_email_direction',
      'Email direction',
      'enumeration',
      { EMAIL: 'Email sent', INCOMING_EMAIL: 'Incoming email', FORWARDED_EMAIL: 'Forwarded email' },
    ],
    [
      'hs_email_status',
      'Email send status',
      'enumeration',
      { SENT: 'Sent', BOUNCED: 'Bounced', FAILED: 'Failed', SCHEDULED: 'Scheduled', SENDING: 'Sending' },
    ],
    ['hs_timestamp', 'Activity date', 'datetime'],
    owner,
  ],
  tasks: [
    ['hs_task_subject', 'Task title', 'string'],
    ['hs_task_body', 'Notes', 'string'],
    [
      'hs_task_status',
      'Task status',
      'enumeration',
      {
        NOT_STARTED: 'Not started',
        COMPLETED: 'Completed',
        IN_PROGRESS: 'In progress',
        WAITING: 'Waiting',
        DEFERRED: 'Deferred',
      },
    ],
    ['hs_task_priority', 'Priority', 'enumeration', { NONE: 'None', LOW: 'Low', MEDIUM: 'Medium', HIGH: 'High' }],
    ['hs_task_type', 'Task type', 'enumeration', { TODO: 'To-do', CALL: 'Call', EMAIL: 'Email' }],
    ['hs_timestamp', 'Due date', 'datetime'],
    owner,
  ],
};

/** Kept by HubSpot itself: readable, never writable. */
const kept: Partial<Readonly<Record<ObjectType, readonly Kept[]>>> = {
  deals: [
    ['hs_is_closed', 'Is deal closed?', 'bool'],
    ['hs_is_closed_won', 'Is closed won', 'bool'],
    ['hs_is_closed_lost', 'Is closed lost', 'bool'],
    ['hs_deal_stage_probability', 'Deal probability', 'number'],
    ['hs_projected_amount', 'Weighted amount', 'number'],
    ['amount_in_home_currency', 'Amount in company currency', 'number'],
    ['hs_exchange_rate', 'Exchange rate', 'number'],
  ],
};

/** Definitions of one object type in their order of display, by group `<singular>information`. */
export function standardProperties(type: ObjectType): readonly PropertyDefinition[] {
  const info = objectTypeInfo[type];
  const group = standardGroup(type).name;
  const system: readonly Kept[] = [
    ['hs_object_id', 'Record ID', 'number'],
    [info.createdName, 'Create date', 'datetime'],
    [info.modifiedName, 'Last modified date', 'datetime'],
    ['hs_merged_object_ids', 'Merged record IDs', 'enumeration'],
    ...(kept[type] ?? []),
  ];
  return [
    ...written[type].map(([name, label, valueType, options = {}]) =>
      defineProperty(name, label, valueType, group, {
        hubspotDefined: true,
        options,
        externalOptions: valueType === 'enumeration' && Object.keys(options).length === 0,
        ...(name === 'hs_buying_role' ? { fieldType: 'checkbox' } : {}),
        ...(name === 'email' && type === 'contacts' ? { hasUniqueValue: true } : {}),
      }),
    ),
    ...system.map(([name, label, valueType]) =>
      defineProperty(name, label, valueType, group, { hubspotDefined: true, readOnly: true, externalOptions: true }),
    ),
  ];
}

export const standardGroup = (type: ObjectType): PropertyGroup => {
  const { singular } = objectTypeInfo[type];
  const label = `${singular.charAt(0).toUpperCase()}${singular.slice(1)} information`;
  return { name: `${singular}information`, label, displayOrder: 0 };
};
