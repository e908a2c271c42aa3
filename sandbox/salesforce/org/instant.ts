/** Salesforce keeps instants to the second: two changes within one second bear the same stamp. */
export const instantOf = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}.000Z`;

/** As it stands in answers: 2026-11-22T08:00:00.000+0000. */
export const wireInstant = (stored: string): string => `${stored.slice(0, 23)}+0000`;
