import { CrmError, type RecordType } from '../../ports/crm.ts';

/** Types without which accounts are scored all the same, with less coverage. */
const optional: ReadonlySet<RecordType> = new Set(['ticket']);

/**
 * The pages of a type, as long as the CRM account lets us read it. Where it took that permission away the type is added to `refused` and the others go on:
 * nothing of it counts as deleted, and it is left alone until the next full refresh asks again.
 */
export async function* whilePermitted<Page>(
  type: RecordType,
  pages: AsyncIterable<Page>,
  refused: Set<RecordType>,
): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    if (!optional.has(type) || !(error instanceof CrmError) || error.code !== 'missing_scope') throw error;
    refused.add(type);
  }
}
