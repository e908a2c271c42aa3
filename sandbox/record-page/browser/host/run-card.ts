import { type RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { type CardApi, type CardContext, type HostApi, type PageLocation } from '../worker/protocol.ts';

export interface CardRun {
  readonly bundle: string;
  readonly context: CardContext;
  readonly actionNames: readonly string[];
  readonly location: PageLocation;
  readonly receiver: RemoteReceiver;
  readonly host: HostApi;
}

export interface RunningCard {
  move(location: PageLocation): void;
  /** Ends the worker: nothing of the card is left. */
  stop(): void;
}

/** Starts one card in its own worker. Every way to fail ends in `host.failed` with a sentence. */
export function runCard({ bundle, context, actionNames, location, receiver, host }: CardRun): RunningCard {
  const worker = new Worker('/worker.js');
  const fail = (error: unknown) => void host.failed(error instanceof Error ? error.message : String(error));
  worker.addEventListener('error', (event) => {
    fail(event.message);
  });
  const endpoint = createEndpoint<CardApi>(fromWebWorker(worker), { callable: ['start', 'move'] });
  endpoint.expose({ ...host });
  endpoint.call
    .start({ channel: receiver.receive, context, bundle, actions: actionNames, location })
    .catch((error: unknown) => {
      fail(error);
    });
  return {
    move: (to) => {
      endpoint.call.move(to).catch(fail);
    },
    stop: () => {
      endpoint.terminate();
    },
  };
}
