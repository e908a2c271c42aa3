import type { Attributes } from '@opentelemetry/api';
import type { CrmGateway, RecordType, WriteOutcome } from '../../src/ports/crm.ts';
import type { CrmActions } from '../../src/ports/crm-actions.ts';
import { inSpan } from './spans.ts';

/** What is asked of a CRM, a span for each question, and for each page where the answer comes in pages. */
export const tracedGateway = (gateway: CrmGateway): CrmGateway => ({
  ...gateway,
  identify: () => inSpan('crm.identify', {}, () => gateway.identify()),
  describe: () => inSpan('crm.describe', {}, () => gateway.describe()),
  provision: (options) => inSpan('crm.provision', {}, () => gateway.provision(options)),
  readAll: (type, mapping) => paged('crm.readAll', type, gateway.readAll(type, mapping)),
  readChanged: (type, mapping, window) => paged('crm.readChanged', type, gateway.readChanged(type, mapping, window)),
  listIds: (type) => paged('crm.listIds', type, gateway.listIds(type)),
  readByIds: (type, mapping, ids) =>
    inSpan('crm.readByIds', ofType(type, ids.length), () => gateway.readByIds(type, mapping, ids)),
  readLinks: (type, ids) => inSpan('crm.readLinks', ofType(type, ids.length), () => gateway.readLinks(type, ids)),
  readAccountLinks: (type, ids) =>
    inSpan('crm.readAccountLinks', ofType(type, ids.length), () => gateway.readAccountLinks(type, ids)),
  write: (writes) =>
    inSpan('crm.write', { 'crm.records': writes.length }, async (note) => {
      const outcomes = await gateway.write(writes);
      note(statesOf(outcomes));
      return outcomes;
    }),
});

/** The same of what people ask from a screen. */
export const tracedActions = (gateway: CrmGateway & CrmActions): CrmGateway & CrmActions => ({
  ...gateway,
  ...tracedGateway(gateway),
  createTask: (task) => inSpan('crm.createTask', {}, () => gateway.createTask(task)),
  createSegments: (segments) => inSpan('crm.createSegments', {}, () => gateway.createSegments(segments)),
});

const ofType = (type: RecordType, records: number): Attributes => ({
  'crm.record_type': type,
  'crm.records': records,
});

/** How many records of a batch were written, refused, gone, or left without an answer. */
function statesOf(outcomes: readonly WriteOutcome[]): Attributes {
  const counts: Record<string, number> = {};
  for (const { state } of outcomes) counts[`crm.${state}`] = (counts[`crm.${state}`] ?? 0) + 1;
  return counts;
}

async function* paged<T>(
  name: string,
  type: RecordType,
  pages: AsyncIterable<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  const iterator = pages[Symbol.asyncIterator]();
  const next = () =>
    inSpan(name, ofType(type, 0), async (note) => {
      const page = await iterator.next();
      if (page.done !== true) note({ 'crm.records': page.value.length });
      return page;
    });
  try {
    for (let page = await next(); page.done !== true; page = await next()) yield page.value;
  } finally {
    await iterator.return?.();
  }
}
