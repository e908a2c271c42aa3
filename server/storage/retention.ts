import { type RawBuilder, sql } from 'kysely';
import type { Instant } from '../../src/accounts/time.ts';

/** How long the rows of a table are kept, and the statement that deletes the others. A table that is not here keeps its rows as long as its connection. */
export interface Retention {
  readonly table: string;
  /** Days after which a row may go; what must stay for longer is in `except`. */
  readonly days: number;
  readonly except: string | null;
  readonly why: string;
  /** `before`: `days` before now. */
  readonly forget: (before: RawBuilder<unknown>, now: Instant) => RawBuilder<unknown>;
}

/** An assessment as of any of the last 400 days comes out as it was shown. */
const historyDays = 400;
/** The comparison of such an assessment with a month before goes back by up to 37 days more. */
const comparedDays = historyDays + 40;
/** Use and tiers count as inputs for 400 days; and a calendar day begins up to 14 hours earlier or later than UTC's. */
const countedDays = historyDays + historyDays + 2;

/** Rows of `table` beside their neighbours of the same key, to be deleted by their place. */
const deleteFrom = (table: string, rows: RawBuilder<unknown>, where: RawBuilder<unknown>) => sql`
  delete from ${sql.table(table)} old using (${rows}) each where old.ctid = each.place and ${where}`;

export const retentions: readonly Retention[] = [
  {
    table: 'inbox',
    days: 3,
    except: 'waiting; parked ones stay 30 days',
    why: 'the same announcement may come again for three days',
    forget: (before, now) => sql`
      delete from inbox where state = 'done' and received_at < ${before}
        or state = 'parked' and received_at < ${now}::timestamptz - interval '30 days'`,
  },
  {
    table: 'pending_login',
    days: 0,
    except: null,
    why: 'a login lives ten minutes',
    forget: (before) => sql`delete from pending_login where expires_at < ${before}`,
  },
  {
    table: 'rejected_row',
    days: 90,
    except: null,
    why: 'somebody may mend the file; it holds values as they came',
    forget: (before) => sql`delete from rejected_row where learned_at < ${before}`,
  },
  {
    table: 'unresolved_signal',
    days: historyDays,
    except: null,
    why: 'signals of an account that did not come',
    forget: (before) => sql`
      delete from unresolved_signal
      where coalesce(signal ->> 'day', signal ->> 'on', signal ->> 'issuedOn') < to_char(${before}, 'YYYY-MM-DD')`,
  },
  {
    table: 'run',
    days: historyDays,
    except: 'the newest of each kind that ended well',
    why: 'when what was done, and with which outcome',
    forget: (before) =>
      deleteFrom(
        'run',
        sql`select ctid as place, id = max(id) filter (where outcome = 'done') over (partition by connection_id, kind) as is_newest from run`,
        sql`coalesce(old.ended_at, old.started_at) < ${before} and each.is_newest is not true`,
      ),
  },
  {
    table: 'ledger',
    days: historyDays,
    except: 'open entries and the newest of each record',
    why: 'undo, and what was written when; the newest entry carries the revision',
    forget: (before) => sql`
      delete from ledger old where at < ${before} and state not in ('planned', 'in_flight') and exists (
        select from ledger later
        where later.connection_id = old.connection_id and later.type = old.type and later.record_id = old.record_id
          and later.id > old.id and later.revision >= old.revision)`,
  },
  {
    table: 'task',
    days: historyDays,
    except: null,
    why: 'the same button pressed twice makes one task',
    forget: (before) => sql`delete from task where created_at < ${before}`,
  },
  {
    table: 'assessment',
    days: historyDays,
    except: 'the newest of each live account; of earlier days only the last',
    why: 'what was shown; another moment of a day can be assessed again from the inputs',
    // Two days: whatever the time zone, that day is over.
    forget: (before, now) =>
      deleteFrom(
        'assessment',
        sql`select a.ctid as place, a.assessed_at,
            row_number() over (partition by a.connection_id, a.account_id order by a.assessed_at desc) = 1 and exists (
              select from record r
              where r.connection_id = a.connection_id and r.type = 'account' and r.id = a.account_id and r.value is not null
            ) as is_newest,
            row_number() over (partition by a.connection_id, a.account_id, (a.assessed_at at time zone c.time_zone)::date
              order by a.assessed_at desc) = 1 as ends_day
          from assessment a join connection c on c.connection_id = a.connection_id`,
        sql`not each.is_newest and (each.assessed_at < ${before}
          or not each.ends_day and each.assessed_at < ${now}::timestamptz - interval '2 days')`,
      ),
  },
  {
    table: 'score_point',
    days: historyDays + 100,
    except: null,
    why: 'the curve of 14 weeks, as of any day of the history',
    forget: (before) => sql`delete from score_point where day < (${before})::date`,
  },
  {
    table: 'tier_state',
    days: countedDays,
    except: 'states that differ from the one before',
    why: 'since when a tier has stood',
    forget: (before) =>
      deleteFrom(
        'tier_state',
        sql`select ctid as place,
            array[machine, candidate, ungated, ungated_candidate] =
              lag(array[machine, candidate, ungated, ungated_candidate]) over in_order as is_same
          from tier_state
          window in_order as (partition by connection_id, account_id, renewal_id order by day, known_at)`,
        sql`old.day < (${before})::date and each.is_same`,
      ),
  },
  {
    table: 'record_version',
    days: comparedDays,
    except: 'the version in force then; earlier ones where seats, an override or a present contact’s address changed',
    why: 'records as they were; since when seats and overrides stand; by which addresses a person is to be forgotten',
    forget: (before) =>
      deleteFrom(
        'record_version',
        sql`select ctid as place, lead(known_at) over in_order as until,
            case type
              when 'account' then value -> 'seats' is distinct from lag(value) over in_order -> 'seats'
              when 'renewal' then value -> 'override' is distinct from lag(value) over in_order -> 'override'
              when 'contact' then value -> 'email' is distinct from lag(value) over in_order -> 'email'
                and last_value(value) over (in_order rows between unbounded preceding and unbounded following) is not null
              else false end as changes
          from record_version
          window in_order as (partition by connection_id, account_id, type, record_id order by known_at)`,
        sql`each.until <= ${before} and not each.changes`,
      ),
  },
  {
    table: 'invoice',
    days: comparedDays,
    except: 'the newest state of each invoice',
    why: 'who pays late, and since when',
    forget: (before) => sql`
      delete from invoice old where exists (
        select from invoice later
        where later.connection_id = old.connection_id and later.account_id = old.account_id and later.source = old.source
          and later.id = old.id and later.known_at > old.known_at and later.known_at <= ${before}
          and later.issued_on < (${before})::date)`,
  },
  {
    table: 'usage_day',
    days: countedDays,
    except: 'the newest day of an account',
    why: 'scores read 90 days, comparisons 37 more; a silent account is told from one never heard of',
    forget: (before) => sql`
      delete from usage_day old using (
        select connection_id, account_id, max(day) as day from usage_day
        where day < (${before})::date and known_at < ${before} group by connection_id, account_id
      ) newest
      where old.connection_id = newest.connection_id and old.account_id = newest.account_id
        and old.day < newest.day and old.known_at < ${before}`,
  },
];
