import { z } from 'zod';

/** One record on the wire. Values are strings or null; anything else is read as text, so that one odd value never costs a page. */
export const hubSpotRecord = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.unknown()),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  objectWriteTraceId: z.string().optional(),
  associations: z
    .record(
      z.string(),
      z.object({
        results: z.array(z.object({ id: z.string(), type: z.string() })),
        paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
      }),
    )
    .optional(),
});
export type HubSpotRecord = z.infer<typeof hubSpotRecord>;

const next = z.object({ next: z.object({ after: z.string() }).optional() }).optional();
export const recordPage = z.object({ results: z.array(hubSpotRecord), paging: next });
export type RecordPage = z.infer<typeof recordPage>;

/** A batch answer. `errors` comes with any status: with 2026-09 also under a plain 200. */
export const recordBatch = z.object({ results: z.array(hubSpotRecord), errors: z.array(z.unknown()).default([]) });
