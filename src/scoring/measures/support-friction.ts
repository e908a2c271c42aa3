import type { SupportDeduction } from '../../accounts/measures.ts';
import type { ScorecardMeasure } from '../../accounts/scorecard.ts';
import type { ObservationFact, TicketFact } from '../account-snapshot.ts';
import { onCurve, outsideRange } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, type MeasureInput, noData } from '../measure.ts';
import { meanOf, newestPerSubject, observedWithin } from '../observations.ts';
import { scoreOfSupport } from '../score-of-facts.ts';
import { seatsNow } from '../seats.ts';
import { recentDays } from '../usage.ts';

/**
 * Open trouble wears a customer out, and a product nobody asks about may be one nobody uses. Needs tickets or satisfaction answers. Starts at 100 and takes
 * off one line per trouble, down to 0 at the least.
 */
export const supportFriction: Measure<'support_friction'> = {
  id: 'support_friction',
  measure: (input) => {
    const { snapshot, rules } = input;
    const { tickets } = snapshot;
    const answers = newestPerSubject(observedWithin(snapshot, 'csat', limitOf(rules, 'csat_days')));
    if (tickets.length === 0 && answers.length === 0 && !snapshot.ticketsTracked) return noData('no_ticket_source');
    const deductions = [
      ...openTickets(tickets, snapshot.todayNumber, rules),
      ...manyTickets(tickets, snapshot.todayNumber, rules),
      ...lowCsat(answers, rules),
      ...ticketRate(input),
    ].filter(({ points }) => points < 0);
    const score = scoreOfSupport({ deductions });
    const days = [...tickets.map(({ opened }) => opened), ...answers.map(({ on }) => on)];
    return { state: 'scored', score, facts: { deductions }, evidence: evidenceOn('crm_tickets', days) };
  },
};

function openTickets(tickets: readonly TicketFact[], today: number, rules: ScorecardMeasure): SupportDeduction[] {
  const open = tickets.filter((ticket) => ticket.open);
  const days = open[0] === undefined ? 0 : today - open[0].opened;
  const top = open.filter(({ priority }) => priority === 'top').length;
  return [
    { code: 'old_ticket', points: -agePoints(days, rules), days },
    { code: 'top_priority_open', points: top > 0 ? -limitOf(rules, 'top_priority') : 0, tickets: top },
  ];
}

function agePoints(days: number, rules: ScorecardMeasure): number {
  if (days > limitOf(rules, 'very_old_days')) return limitOf(rules, 'very_old');
  return days > limitOf(rules, 'old_days') ? limitOf(rules, 'old') : 0;
}

function manyTickets(tickets: readonly TicketFact[], today: number, rules: ScorecardMeasure): SupportDeduction[] {
  const recent = tickets.filter(({ opened }) => today - opened < limitOf(rules, 'many_days')).length;
  const points = recent >= limitOf(rules, 'many_tickets') ? -limitOf(rules, 'many') : 0;
  return [{ code: 'many_tickets', points, tickets: recent }];
}

/** The measure's curve gives the points to take off for the mean answer. */
function lowCsat(answers: readonly ObservationFact[], rules: ScorecardMeasure): SupportDeduction[] {
  if (answers.length === 0) return [];
  const mean = meanOf(answers);
  return [{ code: 'low_csat', points: -onCurve(curveOf(rules), mean), mean, answers: answers.length }];
}

/**
 * Tickets per 100 active users and 30 days against the target range. A small account has no such rate: one ticket of its only user would be 100. Too quiet
 * counts only for an account of some size whose use falls, else quiet is just quiet.
 */
function ticketRate(input: MeasureInput): SupportDeduction[] {
  const { usage, rules, card } = input;
  const seats = seatsNow(input.snapshot);
  const perHundred = ticketsPerHundred(input);
  if (perHundred === null || seats === null || seats <= card.smallAccountSeats) return [];
  const [low, high] = [limitOf(rules, 'rate_low'), limitOf(rules, 'rate_high')];
  const outside = outsideRange({ lowest: 0, low, high, highest: limitOf(rules, 'rate_highest') }, perHundred);
  const points = -outside * limitOf(rules, 'rate');
  if (perHundred > high) return [{ code: 'too_loud', points, perHundred }];
  const { recent, earlier } = usage.corePoints;
  const fading = seats >= limitOf(rules, 'quiet_seats') && recent < earlier * limitOf(rules, 'quiet_trend');
  return fading ? [{ code: 'too_quiet', points, perHundred }] : [];
}

/** Null without usage, and where tickets come from nobody who is active: no rate says what that is. */
function ticketsPerHundred({ snapshot, usage }: MeasureInput): number | null {
  const recent = snapshot.tickets.filter(({ opened }) => snapshot.todayNumber - opened < recentDays).length;
  if (usage.active > 0) return (recent * 100) / usage.active;
  return usage.tracked && recent === 0 ? 0 : null;
}
