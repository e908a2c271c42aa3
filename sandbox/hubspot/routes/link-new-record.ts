import { z } from 'zod';
import { invalid } from '../http/api-problem.ts';
import { type Call, type RouteContext } from '../http/call.ts';
import { pairTypes } from '../portal/association-types.ts';
import { objectTypes, type ObjectType } from '../portal/object-types.ts';

export const associationSpec = z.strictObject({
  associationCategory: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED']),
  associationTypeId: z.number().int(),
});

/** The `associations` of a create request. */
export const linkInputs = z.array(
  z.strictObject({ to: z.strictObject({ id: z.string() }), types: z.array(associationSpec).min(1) }),
);

/** Links a record that was just created; the type id alone says which object type the target has. */
export function linkNew(
  { portal }: RouteContext,
  call: Call,
  type: ObjectType,
  id: string,
  inputs: z.infer<typeof linkInputs>,
): void {
  for (const { to, types } of inputs) {
    const typeIds = types.map((spec) => spec.associationTypeId);
    const toType = targetType(type, typeIds[0] ?? 0);
    const target = toType === null ? null : portal.table(toType).find(to.id);
    if (toType === null || target === null)
      throw invalid(`One or more associations are not valid: ${to.id} by type ${typeIds.join(', ')}`);
    portal.commit({ op: 'link', type, id, toType, toId: target.id, types: typeIds, at: call.now, by: 'api' });
  }
}

function targetType(type: ObjectType, typeId: number): ObjectType | null {
  return (
    objectTypes.find((candidate) => {
      const pair = pairTypes(type, candidate);
      return pair !== null && (pair.standard === typeId || pair.primary === typeId);
    }) ?? null
  );
}
