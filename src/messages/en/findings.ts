import type { PaymentTexts } from '../payment-findings.ts';
import type { SupportTexts } from '../support-findings.ts';

export const support: SupportTexts = {
  calm: 'Support shows nothing that would cost points.',
  calmShort: 'no deductions',
  findings: {
    old_ticket: 'the oldest open ticket is {days, plural, one {# day} other {# days}} old',
    top_priority_open: '{tickets, plural, one {# top-priority ticket is open} other {# top-priority tickets are open}}',
    many_tickets:
      '{tickets, plural, one {# ticket} other {# tickets}} arrived within {days, plural, one {# day} other {# days}}',
    low_csat:
      '{answers, plural, =1 {the CSAT rating is {mean} out of 5} other {# CSAT ratings average {mean} out of 5}}',
    too_loud: 'ticket volume is high at {rate} per 100 active users in 30 days',
    too_quiet: 'support hears little while use is falling, with {rate} tickets per 100 active users in 30 days',
  },
  gone: {
    old_ticket: 'no ticket has been open for long any more',
    top_priority_open: 'no top-priority ticket is open any more',
    many_tickets: 'the ticket storm is over',
    low_csat: 'CSAT ratings have recovered',
    too_loud: 'the number of tickets is back to normal',
    too_quiet: 'support is no longer conspicuously quiet',
  },
};

export const payment: PaymentTexts = {
  clean: 'Invoices are paid on time, and seats and plan are unchanged.',
  cleanShort: 'paid on time, plan unchanged',
  findings: {
    overdue: 'an invoice is {days, plural, one {# day} other {# days}} overdue',
    failed: '{payments, plural, one {# payment} other {# payments}} failed',
    seats_cut: 'seats were cut from {before, number} to {now, number}',
    downgraded: '{times, plural, one {the plan was downgraded} other {the plan was downgraded # times}}',
  },
  gone: {
    overdue: 'no invoice is overdue any more',
    failed: 'no payment has failed recently',
    seats_cut: 'the seat cut is no longer recent',
    downgraded: 'the downgrade is no longer recent',
  },
};
