import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Org, type OrgObject, type OrgRecord, type Refusal } from './org.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const recordFile = z.array(
  z.object({
    state: z.string(),
    object: z.enum(['Account', 'Opportunity']),
    id: z.string(),
    name: z.string(),
    fields: z.record(z.string(), value),
  }),
);
type Example = z.infer<typeof recordFile>[number] & { readonly refusal?: Refusal };

const scoredAt = 'Renewal_Health_Scored_At__c';
const detail = 'Renewal_Health_Detail__c';

const refused = (status: number, errorCode: string): Refusal => ({
  status,
  errorCode,
  message: 'As Salesforce would word it.',
});

/** States that no sync leaves behind on purpose, made of one that it does. */
const derived: Readonly<Record<string, (example: Example) => Partial<Example>>> = {
  not_scored_yet: ({ fields }) => ({
    fields: Object.fromEntries(Object.keys(fields).map((name) => [name, null])),
  }),
  stale: ({ fields }) => ({ fields: { ...fields, [scoredAt]: '2026-11-12T03:00:00.000Z' } }),
  unreadable_detail: ({ fields }) => ({ fields: { ...fields, [detail]: String(fields[detail]).slice(0, 900) } }),
  newer_detail: ({ fields }) => ({ fields: { ...fields, [detail]: '{"v":2}' } }),
  few_fields_visible: ({ fields }) => ({
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => /_(Score|Band)__c$/.test(name))),
  }),
  no_access: () => ({ refusal: refused(403, 'INSUFFICIENT_ACCESS') }),
  error: () => ({ refusal: refused(500, 'UNKNOWN_EXCEPTION') }),
};

/** Every state of the components from a file of records that the product has worded; what is changed lasts as long as the process. */
export function createExampleOrg(file: string): Org {
  const written = recordFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const examples = new Map([...written, ...derivedFrom(written)].map((example) => [example.id, example]));
  const find = (object: OrgObject, id: string): Example | Refusal => {
    const found = examples.get(id);
    return found?.object === object ? found : refused(404, 'NOT_FOUND');
  };
  return {
    list: (object) =>
      Promise.resolve([...examples.values()].filter((example) => example.object === object).map(asRecord)),
    read(object, id) {
      const found = find(object, id);
      return Promise.resolve('errorCode' in found ? found : (found.refusal ?? asRecord(found)));
    },
    update(object, id, values) {
      const found = find(object, id);
      if ('errorCode' in found) return Promise.resolve(found);
      examples.set(id, { ...found, fields: { ...found.fields, ...values } });
      return Promise.resolve(null);
    },
  };
}

function derivedFrom(written: readonly Example[]): readonly Example[] {
  return (['Account', 'Opportunity'] as const).flatMap((object) => {
    const model = written.find((example) => example.object === object && example.state === 'at_risk');
    if (model === undefined) return [];
    return Object.entries(derived).map(([state, change]) => ({
      ...{ ...model, ...change(model) },
      ...{ state, id: `${object.toLowerCase()}-${state}` },
    }));
  });
}

const asRecord = ({ id, name, state, fields }: Example): OrgRecord => ({
  id,
  name: `${name} (${state.replaceAll('_', ' ')})`,
  fields,
});
