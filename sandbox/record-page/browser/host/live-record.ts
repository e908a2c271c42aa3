import { type Properties } from '../worker/protocol.ts';
import { type CrmClient } from './crm-client.ts';

/** One open record. HubSpot pushes changes to an open record; the API has no push, so the page asks every few seconds while it is seen. */
export interface LiveRecord {
  readonly type: string;
  readonly id: string;
  /** Null until the first answer. */
  readonly current: () => Properties | null;
  /** Why the last read failed; null when it did not. */
  readonly failure: () => string | null;
  readonly subscribe: (listener: () => void) => () => void;
  readonly refresh: () => Promise<void>;
  /** Begins asking; the returned function ends it. */
  readonly watch: () => () => void;
}

const everyMs = 4_000;

export function createLiveRecord(crm: CrmClient, type: string, id: string): LiveRecord {
  const listeners = new Set<() => void>();
  let current: Properties | null = null;
  let failure: string | null = null;

  const tell = (values: Properties | null, reason: string | null) => {
    if (reason === failure && JSON.stringify(values) === JSON.stringify(current)) return;
    current = values;
    failure = reason;
    listeners.forEach((listener) => {
      listener();
    });
  };
  const refresh = async () => {
    try {
      const names = (await crm.definitions(type)).map(({ name }) => name);
      tell((await crm.record(type, id, names)).properties, null);
    } catch (error) {
      tell(current, error instanceof Error ? error.message : String(error));
    }
  };
  return {
    type,
    id,
    current: () => current,
    failure: () => failure,
    refresh,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch() {
      void refresh();
      const timer = setInterval(() => {
        if (document.visibilityState === 'visible') void refresh();
      }, everyMs);
      return () => {
        clearInterval(timer);
      };
    },
  };
}
