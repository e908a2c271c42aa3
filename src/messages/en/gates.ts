import type { GateTexts } from '../gates.ts';

const within = '{within, select, now {today} 48_hours {within 48 hours} week {this week} other {soon}}';

export const gates: GateTexts = {
  names: {
    cancellation_notice: 'Cancellation notice',
    champion_left: 'Champion left',
    power_user_silent: 'Power user silent',
    overdue_invoice: 'Overdue invoice',
    seats_reduced: 'Seats reduced',
    ticket_storm: 'Ticket storm',
    no_sponsor_near_renewal: 'No sponsor near renewal',
    fast_drop: 'Fast drop of health',
    account_inactive: 'Account inactive',
  },
  facts: {
    cancellation_notice: 'the customer gave notice of cancellation on {on}',
    champion_left:
      'the champion left on {on}{days, plural, =0 {} one {, # day ago,} other {, # days ago,}} and no successor is known',
    power_user_silent:
      '{who, select, named {{silent, plural, one {{name}, {others, plural, =0 {the only power user} other {a power user}}, has been inactive for {days, plural, one {# day} other {# days}}} other {# of {total, number} power users are inactive, {name} for {days, plural, one {# day} other {# days}}}}} other {{silent, plural, one {{others, plural, =0 {the only power user} other {a power user}} has been inactive for {days, plural, one {# day} other {# days}}} other {# of {total, number} power users are inactive, the main one for {days, plural, one {# day} other {# days}}}}}}',
    overdue_invoice:
      '{invoices, plural, one {an invoice is {days, plural, one {# day} other {# days}} overdue} other {# invoices are overdue, the oldest by {days, plural, one {# day} other {# days}}}}',
    seats_reduced: 'seats were cut from {before, number} to {now, number} ({share})',
    ticket_storm:
      '{kind, select, top {a top-priority ticket has been open for {days, plural, one {# day} other {# days}}} both {{tickets, plural, one {# ticket} other {# tickets}} arrived within {within, plural, one {# day} other {# days}}, and a top-priority ticket has been open for {days, plural, one {# day} other {# days}}} other {{tickets, plural, one {# ticket} other {# tickets}} arrived within {within, plural, one {# day} other {# days}}}}',
    no_sponsor_near_renewal:
      'there is no executive sponsor, and the renewal {renewal, select, today {is due today} past {was due {days, plural, one {# day} other {# days}} ago} other {is {days, plural, one {# day} other {# days}} away}}',
    fast_drop:
      'the score fell by {points, plural, one {# point} other {# points}} within {days, plural, one {# day} other {# days}}',
    account_inactive:
      'nobody in the account has been active for {days, plural, one {# day} other {# days}}{renewal, select, none {} today {, and the renewal is due today} past {, and the renewal was due {daysToRenewal, plural, one {# day} other {# days}} ago} other {, and the renewal is {daysToRenewal, plural, one {# day} other {# days}} away}}',
  },
  plays: {
    cancellation_notice: `Call the decision maker ${within}, ask for the reasons and agree what would have to change.`,
    champion_left: `Find the champion’s successor and call them ${within}.`,
    power_user_silent: `Ask the power user ${within} what has changed, and offer help.`,
    overdue_invoice: `Clarify ${within} with the customer’s accounts department why the invoice is unpaid.`,
    seats_reduced: `Ask the main contact ${within} why seats were cut and what the remaining team needs.`,
    ticket_storm: `Go through the open tickets with support ${within} and call the customer with a plan.`,
    no_sponsor_near_renewal: `Ask the main contact ${within} who decides on the budget, and have them introduce you.`,
    fast_drop: `Look at the causes of the drop ${within} and take up the largest one with the customer.`,
    account_inactive: `Call the main contact ${within} and find out why nobody is using the product.`,
  },
};
