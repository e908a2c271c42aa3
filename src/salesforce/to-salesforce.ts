import { createHealthPresenter, type FieldShape } from '../crm-fields/health-presenter.ts';
import type { ExplainRecords, HealthPresenter } from '../ports/crm.ts';
import type { WrittenObject } from './objects.ts';
import { detailField, writtenFields } from './written-fields.ts';

/** The Lightning component sees the record only: a field of ours carries its whole explanation. */
export const createSalesforcePresenter = (explain: ExplainRecords): HealthPresenter =>
  createHealthPresenter(
    { account: shapes('Account'), renewal: shapes('Opportunity') },
    { property: detailField, explain },
  );

const shapes = (object: WrittenObject): ReadonlyMap<string, FieldShape> =>
  new Map(writtenFields[object].map((field) => [field.name, field]));
