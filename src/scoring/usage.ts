import type { NoDataReason } from '../accounts/measures.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Known, UsageDay } from '../accounts/signal.ts';
import type { Day } from '../accounts/time.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { type DayNumber, dayNumber } from './calendar.ts';
import { type ClassifiedEvent, eventClassesOf } from './event-classes.ts';
import { isPowerUser } from './power-user.ts';
import { usersByDay } from './usage-days.ts';

/** Behaviour counts over 90 days: older use says nothing of the coming renewal. Sentences name the number, so it is no setting. */
export const usageWindow = 90;
/** "Active" means within these days; trends compare them with as many before. */
export const recentDays = 30;

/** What scoring needs of an account's usage, summed up: small, plain data, enough to score again without the rows. */
export interface UsageRollUp {
  /** `never`: no usage of this account has come in, so silence means nothing. `silent`: nor does it now of any account, the source is down. */
  readonly heard: 'never' | 'silent' | 'current';
  /** Days back to the first one on which the connection received usage, today included: before them use is unknown, not zero. */
  readonly knownDays: number;
  readonly users: readonly UserUsage[];
  /** Users with any event in the last 30 days. */
  readonly active: number;
  /** Points of core and advanced events: the last 30 days and the 30 before. */
  readonly corePoints: { readonly recent: number; readonly earlier: number };
  /** Days of the 90 on which anybody was active. */
  readonly activeDays: number;
  /** User-days of the last 30: their mean a day is DAU. */
  readonly userDays: number;
  readonly newest: DayNumber | null;
  /** Feature events (standard, core, advanced) of 90 days: different names, occurrences, and the advanced ones among them. */
  readonly features: { readonly names: number; readonly events: number; readonly advanced: number };
  /** Advanced events of the last 30 days. */
  readonly advancedRecent: number;
  /** Events of 90 days whose names end in "started" and "completed". */
  readonly workflows: { readonly started: number; readonly completed: number };
  readonly lockedClicks: number;
  readonly upgradeVisits: number;
}

/** One user's last 90 days. Who was silent for longer is not listed. */
export interface UserUsage {
  readonly user: string;
  readonly silentDays: number;
  /** Event points, each day worth half as much as one a half-life later. */
  readonly decayedPoints: number;
  readonly points: number;
  readonly power: boolean;
}

type Used = Pick<AccountSnapshot, 'usage' | 'todayNumber' | 'usageFeed'>;

/** Sums up an account's usage. The order of rows and of event names changes nothing: whole numbers are added, in a fixed order of users. */
export function rollUp(snapshot: Used, card: Scorecard): UsageRollUp {
  const tally = new Tally(card);
  const { usage: rows, todayNumber: today, usageFeed: feed } = snapshot;
  const users = usersByDay(rows, today, usageWindow).flatMap(({ user, days }) => tally.addUser(user, days));
  const knownDays = feed === null ? 0 : today - feed.first + 1;
  return { heard: heardOf(snapshot, card), knownDays, users, newest: newestDay(rows), ...tally.sums() };
}

function heardOf({ usage, todayNumber, usageFeed }: Used, card: Scorecard): UsageRollUp['heard'] {
  if (usage.length === 0) return 'never';
  return usageFeed === null || todayNumber - usageFeed.newest > card.usageSilentDays ? 'silent' : 'current';
}

/** Why nothing can be said of the last `days` days of an account's usage (0 = of shares, which any number of days gives); null when something can. */
export function usageGap({ heard, knownDays }: UsageRollUp, days: number): NoDataReason | null {
  if (heard === 'never') return 'no_usage';
  if (heard === 'silent') return 'source_silent';
  return knownDays < days ? 'usage_too_young' : null;
}

function newestDay(rows: readonly Known<UsageDay>[]): DayNumber | null {
  let newest: Day = '';
  for (const { day } of rows) if (day > newest) newest = day;
  return newest === '' ? null : dayNumber(newest);
}

/** Running sums of one account while its users are read one after another. */
class Tally {
  readonly #card: Scorecard;
  readonly #classOf: (name: string) => ClassifiedEvent | null;
  readonly #decay: Float64Array;
  readonly #accountActive = new Uint8Array(usageWindow);
  readonly #names = new Set<string>();
  #active = 0;
  #userDays = 0;
  #recent = 0;
  #earlier = 0;
  #events = 0;
  #advanced = 0;
  #advancedRecent = 0;
  #started = 0;
  #completed = 0;
  #locked = 0;
  #upgrade = 0;

  constructor(card: Scorecard) {
    this.#card = card;
    this.#classOf = eventClassesOf(card);
    this.#decay = Float64Array.from({ length: usageWindow }, (_, age) => 0.5 ** (age / card.halfLifeDays));
  }

  /** Nothing for a user whose rows hold no events. */
  addUser(user: string, days: readonly (Readonly<Record<string, number>> | undefined)[]): readonly UserUsage[] {
    const active = new Uint8Array(usageWindow);
    const core = new Uint8Array(usageWindow);
    let points = 0;
    let decayedPoints = 0;
    let silentDays = -1;
    for (let age = 0; age < days.length; age++) {
      const day = this.#addDay(days[age], age);
      if (!day.active) continue;
      if (silentDays < 0) silentDays = age;
      active[age] = this.#accountActive[age] = 1;
      core[age] = day.core ? 1 : 0;
      if (age < recentDays) this.#userDays++;
      points += day.points;
      decayedPoints += day.points * (this.#decay[age] ?? 0);
    }
    if (silentDays < 0) return [];
    if (silentDays < recentDays) this.#active++;
    return [{ user, silentDays, decayedPoints, points, power: isPowerUser(active, core, this.#card.powerUser) }];
  }

  #addDay(counts: Readonly<Record<string, number>> | undefined, age: number): DayTally {
    const day = { active: false, core: false, points: 0 };
    for (const name in counts) {
      const count = counts[name] ?? 0;
      if (count <= 0) continue;
      day.active = true;
      const event = this.#classOf(name);
      if (event === null) continue;
      day.points += event.points * count;
      day.core ||= event.isCore;
      this.#addEvent(name, event, count, age);
    }
    return day;
  }

  #addEvent(name: string, event: ClassifiedEvent, count: number, age: number): void {
    if (event.isCore && age < recentDays) this.#recent += event.points * count;
    else if (event.isCore && age < 2 * recentDays) this.#earlier += event.points * count;
    if (event.isFeature) {
      this.#names.add(name);
      this.#events += count;
    }
    if (event.class === 'advanced') {
      this.#advanced += count;
      if (age < recentDays) this.#advancedRecent += count;
    }
    if (event.class === 'locked_feature') this.#locked += count;
    if (event.class === 'upgrade_page') this.#upgrade += count;
    if (event.step === 'started') this.#started += count;
    if (event.step === 'completed') this.#completed += count;
  }

  sums(): Omit<UsageRollUp, 'heard' | 'knownDays' | 'users' | 'newest'> {
    return {
      active: this.#active,
      corePoints: { recent: this.#recent, earlier: this.#earlier },
      activeDays: this.#accountActive.reduce((sum, day) => sum + day, 0),
      userDays: this.#userDays,
      features: { names: this.#names.size, events: this.#events, advanced: this.#advanced },
      advancedRecent: this.#advancedRecent,
      workflows: { started: this.#started, completed: this.#completed },
      lockedClicks: this.#locked,
      upgradeVisits: this.#upgrade,
    };
  }
}
interface DayTally {
  readonly active: boolean;
  readonly core: boolean;
  readonly points: number;
}
