import { z } from 'zod';
import { deleteRow, insertRow, targetOf, updateRow, type WriteContext } from '../write/write-row.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';
import { objectArgument } from './object-argument.ts';

const target = z.strictObject({ object: objectArgument, id: z.string() });
const values = z.record(z.string(), z.unknown());
const createBody = z.strictObject({ object: objectArgument, values });
const patchBody = target.extend({ values });
const mergeBody = z.strictObject({ object: objectArgument, master: z.string(), losers: z.array(z.string()).min(1) });

/** Changing records as a person in the CRM would. */
export function recordControls({ org, clock, rules }: ControlParts): ControlActions {
  const context = (): WriteContext => ({
    org,
    rules,
    at: clock.now(),
    by: 'user',
    commit: (mutation) => org.commit(mutation),
  });
  const stamp = () => ({ at: clock.now(), by: 'user' as const });
  return {
    'POST records/create': ({ body }) => {
      const given = createBody.parse(body);
      return { id: insertRow(context(), given.object, given.values) };
    },
    'POST records/patch': ({ body }) => {
      const given = patchBody.parse(body);
      return { id: updateRow(context(), given.object, given.id, given.values) };
    },
    'POST records/delete': ({ body }) => {
      const given = target.parse(body);
      return { id: deleteRow(context(), given.object, given.id) };
    },
    'POST records/undelete': ({ body }) => org.commit({ op: 'undelete', ...target.parse(body), ...stamp() }),
    /** Gone from the recycle bin too: no query ever shows it again. */
    'POST records/purge': ({ body }) => org.commit({ op: 'purge', ...target.parse(body), ...stamp() }),
    'POST records/merge': ({ body }) => {
      const { object, master, losers } = mergeBody.parse(body);
      const ids = losers.map((id) => targetOf(org, object, id).Id);
      org.commit({ op: 'merge', object, id: targetOf(org, object, master).Id, losers: ids, ...stamp() });
    },
  };
}
