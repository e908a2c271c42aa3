import { useSyncExternalStore } from 'react';
import { type PageLocation } from './protocol.ts';

/** Where an app page stands, as a hook for its router. */
export function createPageLocation() {
  let current: PageLocation = { path: '/', params: {} };
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    move(to: PageLocation): void {
      current = to;
      listeners.forEach((listener) => {
        listener();
      });
    },
    use: () => useSyncExternalStore(subscribe, () => current),
  };
}
