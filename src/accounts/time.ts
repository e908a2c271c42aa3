/** A calendar day, YYYY-MM-DD, in the connection's time zone. Renewal dates are days, never instants. */
export type Day = string;
/** An instant, ISO 8601 in UTC with milliseconds: 2026-11-22T08:00:00.000Z. Strings of this form sort by time. */
export type Instant = string;
