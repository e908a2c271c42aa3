import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import { createFailureBoundary } from './failure-boundary.ts';
import { lockNetwork } from './lock-network.ts';
import { createPageLocation } from './page-location.ts';
import { type CardApi, type CardStart, type HostApi } from './protocol.ts';
import { createWorkerApi } from './worker-api.ts';

/**
 * The worker that HubSpot runs a card's bundle in: no page, no network, React and remote-ui as globals, and the host behind a message channel. One worker runs
 * one card.
 */
type RenderCard = (api: { context: unknown; actions: unknown }) => React.ReactElement;

const endpoint = createEndpoint<HostApi>(
  {
    postMessage: (message: unknown, transfer: Transferable[] = []) => {
      postMessage(message, transfer);
    },
    addEventListener: (event, listener) => {
      addEventListener(event, listener);
    },
    removeEventListener: (event, listener) => {
      removeEventListener(event, listener);
    },
  },
  { callable: ['fetch', 'action', 'properties', 'associations', 'search', 'formatProperties', 'log', 'failed'] },
);
const host: HostApi = endpoint.call;
const location = createPageLocation();
let renderCard: RenderCard | null = null;

async function start({ channel, context, bundle, actions: names, location: first }: CardStart): Promise<void> {
  // the channel outlives this call: every later change of the card goes through it
  retain(channel);
  location.move(first);
  const actions = Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => host.action(name, args)]));
  Object.assign(globalThis, {
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    logger: createLogger(),
    extend_V2: (render: RenderCard) => {
      renderCard = render;
    },
    ...createWorkerApi({ host, context, actions, useLocation: location.use }),
  });
  importScripts(bundle);
  lockNetwork();
  if (renderCard === null) throw new Error('The bundle never called hubspot.extend().');
  const root = createRemoteRoot(channel, { strict: false });
  const Boundary = createFailureBoundary((message) => void host.failed(message));
  RemoteUI.createRoot(root).render(React.createElement(Boundary, null, renderCard({ context, actions })));
  await root.mount();
}

const createLogger = () =>
  Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [
      level,
      (message: unknown) => void host.log(level, String(message)),
    ]),
  );

const api: CardApi = {
  start,
  move: (to) => {
    location.move(to);
    return Promise.resolve();
  },
};
endpoint.expose({ start: api.start, move: api.move });
globalThis.addEventListener('unhandledrejection', (event: PromiseRejectionEvent) => {
  void host.log('error', `Unhandled rejection: ${String(event.reason)}`);
});
