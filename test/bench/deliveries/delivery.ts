import { signRequest } from '../../../sandbox/record-page/server/sign-request.ts';

/** What sender and receiver of the benchmark agree on. */
export const path = '/webhooks/hubspot';
export const [secret, publicUrl, appId] = ['client-secret-of-the-bench', 'https://health.example.com', '4242'];
export const portals: readonly number[] = Array.from({ length: 20 }, (_, index) => 5001 + index);

export interface SignedDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Delivery `number` of one portal; the ids of its events are `number * events` and those after it. */
export function signedDelivery(number: number, events: number): SignedDelivery {
  const now = Date.now();
  const portalId = portals[number % portals.length];
  const body = JSON.stringify(
    Array.from({ length: events }, (_, index) => {
      const eventId = number * events + index;
      return {
        ...{ eventId, subscriptionId: 9, portalId, appId: Number(appId), occurredAt: now, attemptNumber: 0 },
        ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-3', objectId: 1 + (eventId % 5000) },
        ...{ propertyName: 'closedate', propertyValue: '1790000000000', changeSource: 'CRM_UI', sourceId: 'userId:7' },
      };
    }),
  );
  const signed = signRequest(secret, 'POST', publicUrl + path, body, now);
  return { body, headers: { 'content-type': 'application/json', ...signed } };
}
