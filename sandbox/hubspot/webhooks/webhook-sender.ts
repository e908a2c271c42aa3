import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type VirtualClock } from '../../common/clock.ts';
import { type Portal } from '../portal/portal.ts';
import { type Tokens } from '../http/tokens.ts';
import { seededChance } from '../../common/seeded-chance.ts';
import { webhookEvents, type WebhookEvent } from './webhook-events.ts';

const chance = z.number().min(0).max(1).default(0);
export const webhookTargetSchema = z.strictObject({
  targetUrl: z.url(),
  /** The URL that is signed, where a proxy stands before the target. */
  signedUrl: z.url().optional(),
  /** Chance of an event to come twice, to be lost, and of a delivery to come out of order. */
  repeat: chance,
  drop: chance,
  shuffle: chance,
  seed: z.number().int().default(1),
});
export type WebhookTarget = z.infer<typeof webhookTargetSchema>;

export interface WebhookCounts {
  readonly events: number;
  readonly deliveries: number;
  readonly refused: number;
  readonly givenUp: number;
  readonly waiting: number;
}

/** Announces the portal's changes to the app's webhook address, signed by v3, as HubSpot does: in batches, unordered, repeated, tried again. */
export interface WebhookSender {
  sendTo(target: WebhookTarget | null): void;
  counts(): WebhookCounts;
}

const largestBatch = 100;
/** HubSpot gathers events for a moment; so does this, long enough for one batch call. */
const gatherMs = 20;
const answerMs = 5_000;
const mostAttempts = 10;
/** HubSpot spreads its retries over a day, the sandbox over seconds. */
const firstRetryMs = 50;

export function createWebhookSender(portal: Portal, tokens: Tokens, clock: VirtualClock): WebhookSender {
  const counts = { events: 0, deliveries: 0, refused: 0, givenUp: 0, waiting: 0 };
  let target: WebhookTarget | null = null;
  let random = seededChance(1);
  let queue: WebhookEvent[] = [];
  let gathering = false;
  const source = { portalId: portal.profile.portalId, appId: tokens.app.appId };

  portal.onCommit((mutation) => {
    if (target === null) return;
    for (const event of webhookEvents(mutation, source))
      enqueue({ ...event, eventId: ++counts.events, subscriptionId: 1 }, target);
    if (queue.length > 0 && !gathering) void gather();
  });

  function enqueue(event: WebhookEvent, { drop, repeat }: WebhookTarget): void {
    if (random() < drop) return;
    queue.push(event);
    if (random() < repeat) queue.push(event);
  }

  async function gather(): Promise<void> {
    gathering = true;
    await wait(gatherMs, undefined, { ref: false });
    gathering = false;
    if (target === null) return;
    const events = random() < target.shuffle ? queue.toSorted(() => random() - 0.5) : queue;
    queue = [];
    for (let at = 0; at < events.length; at += largestBatch)
      void deliver(events.slice(at, at + largestBatch), target, 0);
  }

  async function deliver(events: readonly WebhookEvent[], to: WebhookTarget, attempt: number): Promise<void> {
    counts.waiting += 1;
    const accepted = await post(to, JSON.stringify(events.map((event) => ({ ...event, attemptNumber: attempt }))));
    counts.waiting -= 1;
    if (accepted) counts.deliveries += 1;
    else counts.refused += 1;
    if (accepted || target !== to) return;
    if (attempt + 1 >= mostAttempts) {
      counts.givenUp += 1;
      return;
    }
    await wait(firstRetryMs * 2 ** attempt, undefined, { ref: false });
    await deliver(events, to, attempt + 1);
  }

  async function post({ targetUrl, signedUrl = targetUrl }: WebhookTarget, body: string): Promise<boolean> {
    const timestamp = String(clock.now());
    const signature = createHmac('sha256', tokens.app.clientSecret)
      .update(`POST${signedUrl}${body}${timestamp}`)
      .digest('base64');
    const headers = {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': timestamp,
    };
    try {
      return (await fetch(targetUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerMs) })).ok;
    } catch {
      // no answer is a refusal like any other: it is tried again
      return false;
    }
  }

  return {
    sendTo(next) {
      target = next;
      random = seededChance(next?.seed ?? 1);
      queue = [];
    },
    counts: () => ({ ...counts }),
  };
}
