import { z } from 'zod';
import { notFound } from '../http/api-error.ts';
import { objectNames } from '../org/object-names.ts';
import { normalId } from '../org/salesforce-id.ts';
import { parentOf } from '../soql/field-path.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const clockBody = z.strictObject({ set: z.iso.datetime().optional(), advanceMs: z.number().optional() });

/** Looking: calls, journal, records; and the clock. */
export function watchControls({ org, clock, log, faults, journal }: ControlParts): ControlActions {
  return {
    'GET calls': () => ({ ...log.counts(), faultsFired: faults.fired() }),
    'POST reset-calls': () => log.reset(),
    'GET journal': ({ query }) => {
      const by = query.get('by') ?? 'api';
      return journal
        .filter((entry) => by === 'all' || entry.by === by)
        .slice(Number(query.get('from') ?? 0))
        .map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() }));
    },
    'GET record': ({ query }) => {
      const record = parentOf(org, normalId(query.get('id') ?? '') ?? '');
      if (record === null) throw notFound(`no record ${query.get('id') ?? ''}`);
      return record;
    },
    'GET counts': () =>
      Object.fromEntries(
        objectNames.map((name) => [
          name,
          org
            .table(name)
            .all()
            .filter((record) => record.IsDeleted !== true).length,
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
