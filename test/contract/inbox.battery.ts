import { describe, expect, it } from '@jest/globals';
import { connectionId } from '../../src/accounts/ids.ts';
import type { AnnouncedChange } from '../../src/ports/inbox.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { type BatteryContext, t1, t2 } from './battery-context.ts';

const change = (key: string, id = key): AnnouncedChange => ({
  ...{ key, kind: 'changed', type: 'renewal', id },
  occurredAt: t1,
});
const keysOf = (changes: readonly AnnouncedChange[]) => changes.map(({ key }) => key);

/** What announcements of a CRM are kept in until they are followed. */
export const inboxBattery = (at: BatteryContext): void => {
  const inbox = () => at.stores.inbox;

  describe('the inbox', () => {
    it('keeps an announcement as it came, and once', async () => {
      const first: AnnouncedChange = { key: 'k1', kind: 'erased', type: 'contact', id: '7', occurredAt: t1 };
      expect(await inbox().add(at.connection, [first, change('k2')], t1)).toEqual({ added: 2 });
      expect(await inbox().add(at.connection, [first, change('k3')], t2)).toEqual({ added: 1 });
      expect(await inbox().waiting(at.connection, 10)).toEqual([first, change('k2'), change('k3')]);
    });

    it('takes one announcement that stands twice in a delivery once', async () => {
      expect(await inbox().add(at.connection, [change('k'), change('k')], t1)).toEqual({ added: 1 });
      expect(await inbox().waiting(at.connection, 10)).toHaveLength(1);
    });

    it('gives the oldest first, as many as wanted', async () => {
      await inbox().add(at.connection, [change('b')], t2);
      await inbox().add(at.connection, [change('a'), change('c')], t1);
      expect(keysOf(await inbox().waiting(at.connection, 2))).toEqual(['a', 'c']);
      expect(await inbox().counts(at.connection)).toEqual({ waiting: 3, parked: 0, oldest: t1 });
    });

    it('gives everything of a record together, however much waits for others', async () => {
      await inbox().add(at.connection, [change('a', '1'), change('b', '2'), change('c', '3')], t1);
      await inbox().add(at.connection, [change('d', '2'), { ...change('e', '1'), type: 'account' }], t2);
      expect(keysOf(await inbox().waiting(at.connection, 2))).toEqual(['a', 'b', 'd']);
    });

    it('takes nothing for a connection that does not exist', async () => {
      const nobody = connectionId('hubspot', '404');
      expect(await inbox().add(nobody, [change('a')], t1)).toEqual({ added: 0 });
      expect(await inbox().waiting(nobody, 10)).toEqual([]);
    });

    it('is done with what was followed, and knows it when it comes again', async () => {
      await inbox().add(at.connection, [change('a'), change('b')], t1);
      await inbox().settle(at.connection, ['a']);
      expect(await inbox().add(at.connection, [change('a')], t2)).toEqual({ added: 0 });
      expect(keysOf(await inbox().waiting(at.connection, 10))).toEqual(['b']);
    });

    it('parks after the fifth attempt what cannot be followed; the others go on', async () => {
      await inbox().add(at.connection, [change('bad'), change('good')], t1);
      for (let attempt = 0; attempt < 5; attempt++) {
        expect(keysOf(await inbox().waiting(at.connection, 10))).toContain('bad');
        await inbox().fail(at.connection, ['bad'], 'internal');
      }
      expect(keysOf(await inbox().waiting(at.connection, 10))).toEqual(['good']);
      expect(await inbox().counts(at.connection)).toEqual({ waiting: 1, parked: 1, oldest: t1 });
    });

    it('keeps connections with equal record ids apart', async () => {
      const other = connectionId('hubspot', `9${String(at.number)}`);
      await at.stores.connections.add(sampleConnection(other));
      await inbox().add(at.connection, [change('k', '1')], t1);
      await inbox().add(other, [change('k', '1')], t1);
      await inbox().settle(other, ['k']);
      expect(await inbox().waiting(at.connection, 10)).toHaveLength(1);
      expect(await inbox().waiting(other, 10)).toEqual([]);
      const waiting = await inbox().connections();
      expect(waiting).toContain(at.connection);
      expect(waiting).not.toContain(other);
    });

    it('forgets only what was followed and is old', async () => {
      await inbox().add(at.connection, [change('old'), change('open')], t1);
      await inbox().add(at.connection, [change('new')], t2);
      await inbox().settle(at.connection, ['old', 'new']);
      await inbox().forget(t2);
      expect(await inbox().add(at.connection, [change('old'), change('open'), change('new')], t2)).toEqual({
        added: 1,
      });
    });
  });
};
