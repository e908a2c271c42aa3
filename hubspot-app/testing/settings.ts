import type { DryRun, HubspotSettings } from '../shared/generated/contract.ts';

export const settings: HubspotSettings = {
  locale: 'en',
  connection: { name: 'Globex portal', state: 'ok', sentence: 'Last synced 22 Nov 2026, 03:10.' },
  runs: [
    {
      id: 8,
      kind: 'Sync',
      startedText: '22 Nov 2026, 03:00',
      outcome: 'done',
      sentence: '12 records were written.',
      canUndo: true,
    },
    {
      id: 7,
      kind: 'Sync',
      startedText: '21 Nov 2026, 03:00',
      outcome: 'failed',
      sentence: 'HubSpot did not answer.',
      canUndo: false,
    },
  ],
  mapping: [
    {
      target: 'account.seats',
      label: 'Purchased seats',
      field: 'seats__c',
      consequence: 'Without it seat adoption has no data.',
      candidates: [
        { field: 'seats__c', label: 'Seats', why: 'The name says seats.' },
        { field: 'licences', label: 'Licences', why: 'The label says licences.' },
      ],
    },
    {
      target: 'renewal.renewalDate',
      label: 'Renewal date',
      field: 'old_field',
      consequence: 'Without it the contract end counts.',
      candidates: [],
    },
  ],
  renewalRule: {
    sentence: 'A deal in one of these pipelines is a renewal.',
    pipelines: [
      { id: 'p1', label: 'Renewals', chosen: true },
      { id: 'p2', label: 'Sales', chosen: false },
    ],
  },
  dataQuality: [
    { code: 'no_date', sentence: 'The renewal has no date.', accounts: 3, examples: ['Account 1', 'شركة النور'] },
  ],
  showNames: false,
  crmLocale: 'de',
  scorecard: {
    version: 'default-1',
    measures: [{ name: 'Seat adoption', group: 'Product', weight: 14, why: 'Unused seats are not renewed.' }],
  },
};

export const plan: DryRun = {
  sentence: '2 records would change.',
  changes: [
    { record: 'Account 1', type: 'account', property: 'Health score', before: '', after: '62' },
    { record: 'Renewal 1', type: 'renewal', property: 'Forecast tier', before: 'Commit', after: 'At risk' },
  ],
  more: 3,
};
