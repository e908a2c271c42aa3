import type { Locale } from '../accounts/connection.ts';
import type { ChangeLine, HealthAssessment, PersonHealth } from '../accounts/health.ts';
import type { Day } from '../accounts/time.ts';
import { daysBetween, formatOf } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

export type CauseName = ChangeLine['cause'];
export type RoleName = NonNullable<PersonHealth['role']>;
export interface AccountViewTexts {
  readonly causes: Labels<CauseName>;
  readonly roles: Labels<RoleName>;
  readonly notScored: string;
  readonly noRenewalDate: string;
  readonly frames: Texts<FrameParams>;
}
interface FrameParams {
  readonly coverage: { data: 'all' | 'some' | 'too_little'; percent: string; low: number; high: number };
  readonly person: { power: 'yes' | 'no'; active: 'never' | 'lately' | 'silent'; days: number };
  readonly renewalDate: { date: string; when: 'ahead' | 'today' | 'past'; days: number };
}

/** Whole numbers, as the coverage line prints them. */
export interface ShownCoverage {
  readonly percent: number;
  readonly low: number;
  readonly high: number;
}

/** From here on somebody is called inactive; as in the scorecard's power_user_silent. */
const silentFrom = 21;

/** What an account's card and the command line say beside measures, warnings and forecast. */
export function createAccountViewSentences(locale: Locale, texts: AccountViewTexts) {
  const format = formatOf(locale);
  const frame = createSay(locale, texts.frames);
  return {
    causeName: (cause: CauseName) => texts.causes[cause],
    /** Everybody who uses the product and has no role of their own is a user. */
    roleName: (role: PersonHealth['role']) => texts.roles[role ?? 'user'],
    /** How much of the weight has data, and where the score could lie with the rest. */
    coverage({ percent, low, high }: ShownCoverage, band: HealthAssessment['band']): string {
      const data = band === 'insufficient_data' ? 'too_little' : percent >= 100 ? 'all' : 'some';
      return frame('coverage', { data, percent: format.percent(percent / 100), low, high });
    },
    person({ powerUser, daysSinceActive: days }: Pick<PersonHealth, 'powerUser' | 'daysSinceActive'>): string {
      const active = days === null ? 'never' : days >= silentFrom ? 'silent' : 'lately';
      return frame('person', { power: powerUser ? 'yes' : 'no', active, days: days ?? 0 });
    },
    /** "22 Dec 2026, in 30 days" */
    renewalDate(date: Day | null, today: Day): string {
      if (date === null) return texts.noRenewalDate;
      const ahead = daysBetween(today, date);
      const when = ahead > 0 ? 'ahead' : ahead === 0 ? 'today' : 'past';
      return frame('renewalDate', { date: format.day(date), when, days: Math.abs(ahead) });
    },
    notScored: texts.notScored,
  };
}
