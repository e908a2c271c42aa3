import { CrmError } from '../ports/crm.ts';

/** A stable word for a failed run: the CRM's `kind/code`, else that it was none of its doing. Never message text: it may hold anything. */
export const failureCode = (error: unknown): string =>
  error instanceof CrmError ? `${error.kind}/${error.code}` : 'internal';
