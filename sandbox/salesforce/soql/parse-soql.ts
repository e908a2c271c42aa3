import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';

const longest = 100_000;

/** Throws MALFORMED_QUERY for what is no SOQL, and QUERY_TOO_COMPLICATED for a text beyond Salesforce's length. */
export function parseSoql(text: string): Query {
  if (text.length > longest)
    throw new ApiError(400, 'QUERY_TOO_COMPLICATED', `SOQL statements cannot be longer than ${longest} characters.`);
  try {
    return parseQuery(text);
  } catch (error) {
    throw malformed(`\n${text}\n^\nERROR at Row:1:Column:1\nunexpected token: ${tokenIn(error)}`);
  }
}

/** The parser names the token it did not expect in arrows: "but found --> 'X' <--". */
function tokenIn(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return /found\s*:?\s*(?:-->)?\s*('[^']*')/.exec(message)?.[1] ?? `'<EOF>'`;
}
