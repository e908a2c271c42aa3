import { z } from 'zod';
import type { NewSegment } from '../ports/crm-actions.ts';
import { CrmError } from '../ports/crm.ts';
import { api } from './api.ts';
import type { Transport } from './transport.ts';

const company = '0-2';
const deal = '0-3';
const listAnswer = z.object({ list: z.object({ listId: z.string() }) });

/** Creates the segments whose name is not taken yet. Returns how many were created. */
export async function createSegments(transport: Transport, segments: readonly NewSegment[]): Promise<number> {
  let created = 0;
  for (const segment of segments) {
    if (await exists(transport, segment)) continue;
    await transport.call({ kind: 'write', method: 'POST', path: api.lists(), body: listOf(segment) }, listAnswer);
    created += 1;
  }
  return created;
}

async function exists(transport: Transport, { name, by }: NewSegment): Promise<boolean> {
  const path = api.listByName('tier' in by ? deal : company, name);
  try {
    await transport.call({ kind: 'read', method: 'GET', path }, listAnswer);
    return true;
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'not_found') return false;
    throw error;
  }
}

/** HubSpot wants OR over AND over filters, also for a single one. */
function listOf({ name, by }: NewSegment) {
  const [objectTypeId, property, value] =
    'tier' in by ? [deal, 'renewal_tier', by.tier] : [company, 'renewal_health_band', by.band];
  const filter = {
    filterType: 'PROPERTY',
    property,
    operation: {
      operationType: 'ENUMERATION',
      operator: 'IS_ANY_OF',
      values: [value],
      includeObjectsWithNoValueSet: false,
    },
  };
  const all = { filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [], filters: [filter] };
  return {
    name,
    objectTypeId,
    processingType: 'DYNAMIC',
    filterBranch: { filterBranchType: 'OR', filterBranchOperator: 'OR', filterBranches: [all], filters: [] },
  };
}
