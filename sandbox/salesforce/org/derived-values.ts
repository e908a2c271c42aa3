import { type Scalar } from './field.ts';
import { type ObjectName } from './object-names.ts';
import { type Values } from './mutation.ts';
import { type Org } from './org.ts';

type Derive = (org: Org, merged: Values, written: Values, now: string) => Record<string, Scalar>;

/** What Salesforce works out from the fields that were written: full names, stage flags, closing dates, the account of an activity. */
export function derivedValues(
  org: Org,
  object: ObjectName,
  merged: Readonly<Record<string, Scalar | undefined>>,
  written: Values,
  now: string,
): Record<string, Scalar> {
  const derive = derivations[object];
  return derive === undefined ? {} : derive(org, merged as Values, written, now);
}

const derivations: Partial<Readonly<Record<ObjectName, Derive>>> = {
  Contact: (_org, { FirstName, LastName }) => ({ Name: [FirstName, LastName].filter(Boolean).join(' ') }),
  Opportunity: opportunity,
  Case: (_org, { Status, ClosedDate }, written, now) => {
    const closed = Status === 'Closed';
    if (!closed) return { IsClosed: false, ClosedDate: null };
    return { IsClosed: true, ClosedDate: written.ClosedDate ?? ClosedDate ?? now };
  },
  Task: (org, merged, _written, now) => {
    const closed = merged.Status === 'Completed';
    const completed = closed ? (merged.CompletedDateTime ?? now) : null;
    return {
      IsClosed: closed,
      CompletedDateTime: completed,
      IsHighPriority: merged.Priority === 'High',
      ...accountOfActivity(org, merged),
    };
  },
  Event: (org, merged) => ({ ...eventTimes(merged), ...accountOfActivity(org, merged) }),
  Contract: (_org, { Status, StartDate, ContractTerm, EndDate }, _written, now) => ({
    EndDate:
      typeof StartDate === 'string' && typeof ContractTerm === 'number'
        ? termEnd(StartDate, ContractTerm)
        : (EndDate ?? null),
    StatusCode: statusCode(Status ?? null, EndDate ?? null, now),
  }),
};

function opportunity(org: Org, merged: Values, written: Values): Record<string, Scalar> {
  const stage = org.stages.find(({ name }) => name === merged.StageName);
  if (stage === undefined) return { IsClosed: false, IsWon: false };
  const moved = written.StageName !== undefined;
  const probability = written.Probability ?? (moved ? stage.probability : (merged.Probability ?? stage.probability));
  const categoryName =
    written.ForecastCategoryName ?? (moved ? stage.categoryName : (merged.ForecastCategoryName ?? stage.categoryName));
  return {
    IsClosed: stage.closed,
    IsWon: stage.won,
    Probability: probability,
    ForecastCategoryName: categoryName,
    ForecastCategory: categories[String(categoryName)] ?? stage.category,
    ExpectedRevenue: typeof merged.Amount === 'number' ? (merged.Amount * Number(probability)) / 100 : null,
  };
}

const categories: Readonly<Record<string, string>> = {
  Omitted: 'Omitted',
  Pipeline: 'Pipeline',
  'Best Case': 'BestCase',
  Commit: 'Forecast',
  Closed: 'Closed',
};

function eventTimes({
  StartDateTime,
  EndDateTime,
  ActivityDateTime,
  DurationInMinutes,
}: Values): Record<string, Scalar> {
  const start = StartDateTime ?? ActivityDateTime ?? null;
  if (typeof start !== 'string') return {};
  const end =
    typeof EndDateTime === 'string'
      ? Date.parse(EndDateTime)
      : Date.parse(start) + Number(DurationInMinutes ?? 60) * 60_000;
  return {
    StartDateTime: start,
    ActivityDateTime: start,
    EndDateTime: new Date(end).toISOString(),
    ActivityDate: start.slice(0, 10),
    DurationInMinutes: Math.round((end - Date.parse(start)) / 60_000),
  };
}

/** WhatId names an account, or something that has one; else it is the account of the person. */
function accountOfActivity(org: Org, { WhatId, WhoId }: Values): Record<string, Scalar> {
  if (typeof WhatId === 'string') {
    if (WhatId.startsWith('001')) return { AccountId: WhatId };
    for (const object of ['Opportunity', 'Case', 'Contract', 'Asset'] as const) {
      const found = org.table(object).find(WhatId);
      if (found !== null) return { AccountId: found.AccountId ?? null };
    }
  }
  const person = typeof WhoId === 'string' ? org.table('Contact').find(WhoId) : null;
  return { AccountId: person?.AccountId ?? null };
}

/** The day before the start's day of the month, so many months on. */
function termEnd(start: string, months: number): string {
  const day = new Date(`${start}T00:00:00.000Z`);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last) - 1);
  return day.toISOString().slice(0, 10);
}

function statusCode(status: Scalar, end: Scalar, now: string): string {
  if (status === 'Activated') return typeof end === 'string' && end < now.slice(0, 10) ? 'Expired' : 'Activated';
  return status === 'In Approval Process' ? 'InApproval' : 'Draft';
}
