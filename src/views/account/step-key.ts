import type { HealthAssessment, NextStep } from '../../accounts/health.ts';
import type { Day } from '../../accounts/time.ts';
import { dayNumber, dayOf } from '../../scoring/calendar.ts';

/**
 * What makes a next step the same one: account, kind, what it is about, and its due day, or the ISO week where it has none. A task is created once a key.
 * At most 200 characters.
 */
export const stepKey = ({ accountId, nextStep, today }: Pick<HealthAssessment, 'accountId' | 'nextStep' | 'today'>) =>
  `${accountId}:${nextStep.kind}:${detailOf(nextStep)}:${nextStep.kind === 'milestone' ? nextStep.due : isoWeek(today)}`;

function detailOf(step: NextStep): string {
  switch (step.kind) {
    case 'gate':
      return step.gate;
    case 'milestone':
      return `${step.renewalId}.${step.milestone}`;
    case 'cadence':
      return step.band;
    case 'collect_data':
      return step.missing.join('.');
  }
}

/** "2026-W25": the week belongs to the year of its Thursday (ISO 8601). Day number 0 was a Thursday. */
function isoWeek(day: Day): string {
  const number = dayNumber(day);
  const thursday = number - ((((number + 3) % 7) + 7) % 7) + 3;
  const year = dayOf(thursday).slice(0, 4);
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
