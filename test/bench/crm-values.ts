import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { properties } from '../../src/hubspot/properties.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import type { WrittenType, WrittenValues } from '../../src/ports/crm.ts';
import type { Connection } from '../../src/accounts/connection.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { accountHealthValues, renewalHealthValues } from '../../src/sync/health-values.ts';
import type { SandboxHubSpot } from '../helpers/sandbox-program.ts';

/** Values by `companies:id` and `deals:id`. */
export type ValuesByRecord = ReadonlyMap<string, WrittenValues>;
const objectOf = { account: 'companies', renewal: 'deals' } as const satisfies Record<WrittenType, string>;
interface RecordPage {
  readonly results: readonly { readonly id: string; readonly properties: Readonly<Record<string, string | null>> }[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** What every live company and deal shows in our properties, read through HubSpot's public list, without the product's own gateway. */
export async function valuesInCrm(portal: SandboxHubSpot): Promise<ValuesByRecord> {
  const shown = new Map<string, WrittenValues>();
  for (const object of ['companies', 'deals'] as const) {
    const names = properties[object].filter(({ input }) => !input).map(({ name }) => name);
    for await (const { id, properties: values } of listAll(portal, object, names)) {
      shown.set(`${object}:${id}`, Object.fromEntries(names.map((name) => [name, values[name] ?? ''])));
    }
  }
  return shown;
}

async function* listAll(portal: SandboxHubSpot, object: string, names: readonly string[]) {
  const headers = { authorization: `Bearer ${portal.accessToken}` };
  let after = '';
  do {
    const query = new URLSearchParams({
      limit: '100',
      properties: names.join(','),
      ...(after === '' ? {} : { after }),
    });
    const response = await fetch(`${portal.url}/crm/objects/2026-09/${object}?${query.toString()}`, { headers });
    const { results, paging } = (await response.json()) as RecordPage;
    yield* results;
    after = paging?.next?.after ?? '';
  } while (after !== '');
}

/** What the stored assessments say the CRM should show. */
export async function valuesOfAssessments(stores: Stores, connection: Connection): Promise<ValuesByRecord> {
  const presenter = createHubSpotPresenter();
  const sentences = createSentences(connection.locale);
  const wanted = new Map<string, WrittenValues>();
  for await (const page of stores.assessments.all(connection.id, 500)) {
    for (const health of page) {
      wanted.set(key('account', health.accountId), presenter.account(accountHealthValues(health, sentences)));
      for (const renewal of health.renewals) {
        const values = renewalHealthValues(renewal, health, sentences, connection.timeZone);
        wanted.set(key('renewal', renewal.renewalId), presenter.renewal(values));
      }
    }
  }
  return wanted;
}

/** The two numbers people look at, straight from the assessments: no presenter in between. */
export async function scoresAndTiers(stores: Stores, connection: Connection): Promise<ValuesByRecord> {
  const said = new Map<string, WrittenValues>();
  for await (const page of stores.assessments.all(connection.id, 500)) for (const health of page) add(said, health);
  return said;
}

function add(said: Map<string, WrittenValues>, { accountId, shown, tier, renewals }: HealthAssessment): void {
  const score = { renewal_health_score: String(shown ?? '') };
  said.set(key('account', accountId), { ...score, renewal_tier: tier ?? '' });
  for (const { renewalId, final } of renewals) {
    const hasTier = final !== 'not_in_window' && final !== 'insufficient_data';
    said.set(key('renewal', renewalId), { ...score, renewal_tier: hasTier ? final : '' });
  }
}

const key = (type: WrittenType, id: string): string => `${objectOf[type]}:${id}`;

/** Written along with other values, never the cause of a write. */
export const followers: readonly string[] = ['renewal_health_scored_at', 'renewal_health_revision'];

/** One line for each value of `wanted` that `shown` does not show; followers are left out. */
export function differences(wanted: ValuesByRecord, shown: ValuesByRecord): readonly string[] {
  return [...wanted].flatMap(([record, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      const found = shown.get(record)?.[name];
      return found === value || followers.includes(name) ? [] : [`${record} ${name}: ${String(found)} is not ${value}`];
    }),
  );
}
