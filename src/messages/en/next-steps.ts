import type { NextStepTexts } from '../next-steps.ts';

export const nextSteps: NextStepTexts = {
  milestones: {
    not_yet: 'Not started yet',
    health_check: 'Health check',
    stakeholder_map: 'Stakeholder map',
    value_review: 'Value review',
    price_talk: 'Price talk',
    contract_out: 'Contract out',
    close: 'Close',
    renewal_day: 'Renewal day',
    after_renewal: 'After the renewal',
  },
  cadences: {
    healthy: 'Hold this month’s check-in and talk about what else the customer needs.',
    watch: 'Hold a check-in within two weeks and agree one step that raises use.',
    at_risk: 'Call the main contact within 48 hours and then speak to them every week.',
    critical: 'Bring in your management today and call the customer’s decision maker.',
  },
  steps: {
    not_yet: 'Keep the usual rhythm; the renewal work starts on {due}.',
    health_check: 'Check by {due} what speaks for and against the renewal, and fill the gaps in the data.',
    stakeholder_map: 'Write down by {due} who decides, who pays and who uses the product.',
    value_review: 'Hold the value review by {due}: share of active users, feature depth and goals reached.',
    price_talk: 'Talk to the customer about price and terms by {due}.',
    contract_out: 'Send the contract or the renewal notice by {due}.',
    close: 'Bring the renewal to a close by {due}; it is still open.',
    renewal_day: 'Clarify on {due} what is still missing for the signature.',
    after_renewal: 'Deliver what was promised and write down by {due} what you learnt.',
  },
  frames: {
    milestone: '{milestone}, renewal on {date}',
    internal: 'Prepare the step “{milestone}” internally by {due}, without contacting the customer yet.',
    collect:
      'Fill in the missing data for {names}{more, plural, =0 {} one { and # other measure} other { and # other measures}}, so that a score can be calculated.',
  },
};
