import { z } from 'zod';
import { objectTypes } from '../portal/object-types.ts';
import { projection } from '../portal/projection.ts';
import { inlineTypeName } from '../portal/association-types.ts';
import { notFound } from '../http/api-problem.ts';
import { toWire, typeNamed } from '../routes/object-call.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const clockBody = z.strictObject({ set: z.iso.datetime().optional(), advanceMs: z.number().optional() });

/** Looking: calls, journal, records, violations; and the clock. */
export function watchControls(parts: ControlParts): ControlActions {
  const { portal, clock, log, faults, violations, journal } = parts;
  return {
    'GET calls': () => ({ ...log.counts(), faultsFired: faults.fired() }),
    'POST reset-calls': () => log.reset(),
    'GET violations': () => violations.all(),
    'DELETE violations': () => violations.clear(),
    'GET journal': ({ query }) => {
      const by = query.get('by') ?? 'api';
      return journal.filter((entry) => by === 'all' || entry.by === by).slice(Number(query.get('from') ?? 0));
    },
    'GET record': ({ query }) => wholeRecord(parts, query.get('objectType') ?? '', query.get('id') ?? ''),
    'GET counts': () =>
      Object.fromEntries(
        objectTypes.map((type) => [
          type,
          portal
            .table(type)
            .all()
            .filter((record) => record.archivedAt === null).length,
        ]),
      ),
    'GET clock': () => ({ now: new Date(clock.now()).toISOString() }),
    'POST clock': ({ body }) => {
      const { set, advanceMs = 0 } = clockBody.parse(body);
      if (set !== undefined) clock.set(Date.parse(set));
      clock.advance(advanceMs);
      return { now: new Date(clock.now()).toISOString() };
    },
  };
}

/** Every property that has a value and every link, archived records too. */
function wholeRecord({ portal }: ControlParts, objectType: string, id: string): object {
  const type = typeNamed(objectType);
  const record = portal.table(type).find(id);
  if (record === null) throw notFound();
  const names = portal.catalog.list(type, false).map((property) => property.name);
  const wire = toWire(record, projection(portal, type, names));
  const properties = Object.fromEntries(Object.entries(wire.properties).filter(([, value]) => value !== null));
  const links = objectTypes.flatMap((to) =>
    portal.links
      .of(type, record.id, to)
      .flatMap((link) =>
        link.types.map((typeId) => ({ toObjectType: to, id: link.to, typeId, type: inlineTypeName(type, to, typeId) })),
      ),
  );
  return { ...wire, properties, links };
}
