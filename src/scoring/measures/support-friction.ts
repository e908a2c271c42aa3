import type { SupportDeduction } from '../../accounts/measures.ts';
import type { ObservationFact } from '../account-snapshot.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { type Measure, type MeasureInput, noData } from '../measure.ts';
import { meanOf, newestPerSubject, observedWithin } from '../observations.ts';
import { seatsNow } from '../seats.ts';
import { supportPoints, supportScore, type SupportTrouble } from '../support-points.ts';
import { recentDays, usageGap } from '../usage.ts';

/**
 * Open trouble wears a customer out, and a product nobody asks about may be one nobody uses. Needs tickets or satisfaction answers. Starts at 100 and takes
 * off one line per trouble, down to 0 at the least.
 */
export const supportFriction: Measure<'support_friction'> = {
  id: 'support_friction',
  measure: (input) => {
    const { snapshot, rules, card } = input;
    const { tickets } = snapshot;
    const answers = csatAnswers(input);
    if (tickets.length === 0 && answers.length === 0 && !snapshot.ticketsTracked) return noData('no_ticket_source');
    const trouble = troubleOf(input);
    const points = supportPoints(rules)(trouble, card.smallAccountSeats);
    const { oldestDays: days, topOpen, recent, meanCsat: mean, perHundred } = trouble;
    const lines: readonly SupportDeduction[] = [
      { code: 'old_ticket', points: -points.oldTicket, days },
      { code: 'top_priority_open', points: -points.topPriority, tickets: topOpen },
      { code: 'many_tickets', points: -points.many, tickets: recent, days: limitOf(rules, 'many_days') },
      { code: 'low_csat', points: -points.lowCsat, mean, answers: answers.length },
      { code: 'too_loud', points: -points.tooLoud, perHundred },
      { code: 'too_quiet', points: -points.tooQuiet, perHundred },
    ];
    const deductions = lines.filter((line) => line.points < 0);
    const dated = [...tickets.map(({ opened }) => opened), ...answers.map(({ on }) => on)];
    const evidence = evidenceOn('crm_tickets', dated);
    return { state: 'scored', score: supportScore(points), facts: { deductions }, evidence };
  },
};

/** The numbers that points are taken off for, whatever a scorecard takes off. */
export function troubleOf(input: MeasureInput): SupportTrouble {
  const { snapshot, usage, rules } = input;
  const { tickets, todayNumber } = snapshot;
  const open = tickets.filter((ticket) => ticket.open);
  const answers = csatAnswers(input);
  const many = limitOf(rules, 'many_days');
  return {
    oldestDays: open[0] === undefined ? 0 : todayNumber - open[0].opened,
    topOpen: open.filter(({ priority }) => priority === 'top').length,
    recent: tickets.filter(({ opened }) => todayNumber - opened < many).length,
    meanCsat: answers.length === 0 ? NaN : meanOf(answers),
    perHundred: ticketsPerHundred(input),
    trend: usageGap(usage, 2 * recentDays) === null ? usage.corePoints.recent / usage.corePoints.earlier : NaN,
    seats: seatsNow(snapshot) ?? NaN,
  };
}

const csatAnswers = ({ snapshot, rules }: MeasureInput): readonly ObservationFact[] =>
  newestPerSubject(observedWithin(snapshot, 'csat', limitOf(rules, 'csat_days')));

/**
 * Nothing where use is not known, nothing where tickets come from nobody who is active (no rate says what that is), and nothing where no ticket can come in: answers
 * of a survey tool alone are not a quiet support.
 */
function ticketsPerHundred({ snapshot, usage }: MeasureInput): number {
  if (snapshot.tickets.length === 0 && !snapshot.ticketsTracked) return NaN;
  if (usageGap(usage, recentDays) !== null) return NaN;
  const recent = snapshot.tickets.filter(({ opened }) => snapshot.todayNumber - opened < recentDays).length;
  if (usage.active > 0) return (recent * 100) / usage.active;
  return recent === 0 ? 0 : NaN;
}
