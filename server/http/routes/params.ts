import { z } from 'zod';
import { accountId, renewalId } from '../../../src/accounts/ids.ts';

/** A HubSpot record id: digits, far below what a query would choke on. */
const recordId = z.string().regex(/^\d{1,20}$/);
export const accountParam = z.object({ id: recordId.transform(accountId) });
export const renewalParam = z.object({ id: recordId.transform(renewalId) });
export const runParam = z.object({
  id: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});
/** Actions without input are called with {} or nothing. */
export const noBody = z.strictObject({}).nullable();
