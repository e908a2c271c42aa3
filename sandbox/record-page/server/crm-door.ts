import { setTimeout as pause } from 'node:timers/promises';

/** What the page may ask of the CRM: reading only, as HubSpot's own screens do. The access token never reaches the browser. */
const readable: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/crm\/(v3|v4)\/(objects|properties|owners|pipelines)(\/|$)/],
  ['GET', /^\/account-info\/v3\/details$/],
  ['POST', /^\/crm\/v3\/objects\/[a-z]+\/(search|batch\/read)$/],
];

export interface CrmReply {
  readonly status: number;
  readonly body: string;
}

export interface CrmDoor {
  /** `path` with its query. 403 for what is not in the list; 502 when the CRM cannot be reached. */
  ask(method: string, path: string, body: string): Promise<CrmReply>;
}

/** Waits before the searches that HubSpot refused: five a second are allowed, and several screens may open at once. */
const waitsMs = [250, 500, 1_000, 2_000];

export function createCrmDoor(hubspot: string, token: string): CrmDoor {
  const once = async (method: string, path: string, body: string): Promise<CrmReply> => {
    const response = await fetch(`${hubspot}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === '' ? {} : { 'content-type': 'application/json' }) },
      ...(body === '' ? {} : { body }),
    });
    return { status: response.status, body: await response.text() };
  };
  return {
    async ask(method, path, body) {
      const plain = path.split('?')[0] ?? '';
      if (!readable.some(([verb, pattern]) => verb === method && pattern.test(plain)))
        return { status: 403, body: JSON.stringify({ message: `The page does not ${method} ${plain}` }) };
      try {
        let reply = await once(method, path, body);
        for (const wait of waitsMs) {
          if (reply.status !== 429) break;
          await pause(wait);
          reply = await once(method, path, body);
        }
        return reply;
      } catch {
        return { status: 502, body: JSON.stringify({ message: 'The CRM cannot be reached' }) };
      }
    },
  };
}
