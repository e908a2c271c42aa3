import { activityLevel, hasBegun } from './activity.ts';
import { type AppUser, appUsersOf, type UserKind } from './app-users.ts';
import { type Blueprint } from './blueprint.ts';
import { type DayNumber, dayText } from './days.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact, type BookUsage } from './types.ts';
import { workShare } from './work-calendar.ts';

interface Habit {
  readonly event: string;
  /** Chance on an active day, and the most times it then happens. */
  readonly chance: number;
  readonly most: number;
  /** Falls with the account's core level: the workflows that tie a customer to the product. */
  readonly isCore?: true;
}

/** Chance of working with the product on a full working day at pace 1. */
const dailyChance: Readonly<Record<UserKind, number>> = { power: 0.84, regular: 0.36, casual: 0.14 };

const habits: Readonly<Record<UserKind, readonly Habit[]>> = {
  power: [
    { event: 'login', chance: 1, most: 2 },
    { event: 'view_dashboard', chance: 0.95, most: 5 },
    { event: 'create_item', chance: 0.8, most: 3 },
    { event: 'edit_item', chance: 0.85, most: 6 },
    { event: 'comment', chance: 0.6, most: 3 },
    { event: 'run_workflow', chance: 0.8, most: 4, isCore: true },
    { event: 'complete_workflow', chance: 0.65, most: 3, isCore: true },
    { event: 'publish_report', chance: 0.16, most: 1, isCore: true },
    { event: 'custom_report', chance: 0.3, most: 2, isCore: true },
    { event: 'export_data', chance: 0.12, most: 1 },
    { event: 'invite_user', chance: 0.015, most: 2 },
    { event: 'locked_feature_click', chance: 0.006, most: 1 },
  ],
  regular: [
    { event: 'login', chance: 1, most: 1 },
    { event: 'view_dashboard', chance: 0.9, most: 3 },
    { event: 'create_item', chance: 0.45, most: 2 },
    { event: 'edit_item', chance: 0.6, most: 3 },
    { event: 'comment', chance: 0.35, most: 2 },
    { event: 'run_workflow', chance: 0.35, most: 2, isCore: true },
    { event: 'complete_workflow', chance: 0.22, most: 1, isCore: true },
    { event: 'export_data', chance: 0.05, most: 1 },
  ],
  casual: [
    { event: 'login', chance: 1, most: 1 },
    { event: 'view_dashboard', chance: 0.9, most: 2 },
    { event: 'edit_item', chance: 0.35, most: 2 },
    { event: 'comment', chance: 0.2, most: 1 },
    { event: 'run_workflow', chance: 0.08, most: 1, isCore: true },
  ],
};

const expansionHabits: readonly Habit[] = [
  { event: 'locked_feature_click', chance: 0.12, most: 2 },
  { event: 'upgrade_page_visit', chance: 0.06, most: 1 },
];
const integrationHabit: Habit = { event: 'api_call', chance: 0.6, most: 180 };

/** Every user's active days from first to last day, by user; days without activity have no row. */
export function usageOf(plan: Blueprint, contacts: readonly BookContact[]): readonly BookUsage[] {
  const account = accountDays(plan);
  return appUsersOf(plan, contacts).flatMap((user) => usageOfUser(plan, user, account));
}

interface AccountDay {
  readonly day: DayNumber;
  /** Usage level 0 to 1, and that level times the working calendar and the week's own ups and downs. */
  readonly level: number;
  readonly bustle: number;
  readonly core: number;
}

function accountDays(plan: Blueprint): readonly AccountDay[] {
  const random = randomStream(plan.seed, plan.index, 'weeks');
  let week = 1;
  return Array.from({ length: plan.lastDay - plan.firstDay + 1 }, (_, at) => {
    const day = plan.firstDay + at;
    if (at % 7 === 0) week = random.normal(1, 0.1);
    const level = activityLevel(plan, 'usage', day);
    // Those who stay slow down as well, by the root: the rest of the fall is people who stop.
    const bustle = Math.sqrt(level) * workShare(plan.country, day) * week * plan.archetype.pace;
    return { day, level, bustle, core: activityLevel(plan, 'core', day) };
  });
}

function usageOfUser(plan: Blueprint, user: AppUser, account: readonly AccountDay[]): BookUsage[] {
  const random = randomStream(plan.seed, plan.index, 'usage', user.at);
  const rows: BookUsage[] = [];
  for (const today of account) {
    if (!isPresent(user, today) || !random.chance(dailyChance[user.kind] * today.bustle)) continue;
    const list = habitsOn(plan, user, today.day);
    rows.push({ day: dayText(today.day), user: user.id, events: eventsOf(list, today.core, random) });
  }
  return rows;
}

function isPresent(user: AppUser, { day, level }: AccountDay): boolean {
  if (day < user.joined || (user.left !== null && day >= user.left) || level <= 0) return false;
  // A full level keeps everybody, whatever the threshold.
  if (level < 1 && level < user.staysAbove) return false;
  return !user.leaves.some(({ from, to }) => day >= from && day <= to);
}

function habitsOn(plan: Blueprint, user: AppUser, day: DayNumber): readonly Habit[] {
  const own = habits[user.kind];
  if (user.at === 2) return [...own, integrationHabit];
  const isCurious = plan.archetype.name === 'expanding' && user.kind === 'power' && hasBegun(plan, day);
  return isCurious ? [...own, ...expansionHabits] : own;
}

function eventsOf(list: readonly Habit[], core: number, random: Random): Record<string, number> {
  const events: Record<string, number> = {};
  for (const { event, chance, most, isCore } of list) {
    if (!random.chance(isCore ? chance * core : chance)) continue;
    events[event] = (events[event] ?? 0) + (most === 1 ? 1 : random.int(1, most));
  }
  return events;
}
