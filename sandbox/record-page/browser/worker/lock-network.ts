/** Takes away what HubSpot's worker does not have either, so that a card which relied on it fails here and not at a customer. */
export function lockNetwork(): void {
  for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'indexedDB', 'caches']) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        throw new Error(`A card has no ${name}: use hubspot.fetch.`);
      },
    });
  }
}
