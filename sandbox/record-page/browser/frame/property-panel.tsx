import { type Properties } from '../worker/protocol.ts';
import { type Owner, type Pipeline, type PropertyDefinition } from '../host/crm-client.ts';
import { formatDay, formatProperty, type FormatPlace } from '../host/format-property.ts';
import { useSession } from './session.ts';
import { standardLabel } from './standard-labels.ts';
import { useTexts } from './texts.ts';

/** What the summary names first, by object type; fields that a portal's admin made follow by themselves. */
const first: Readonly<Record<string, readonly string[]>> = {
  companies: ['domain', 'hubspot_owner_id', 'industry', 'country', 'lifecyclestage'],
  deals: ['amount', 'closedate', 'pipeline', 'dealstage', 'hubspot_owner_id', 'dealtype'],
};

/** HubSpot's own amounts; its API does not mark them. */
const money = new Set(['amount', 'amount_in_home_currency', 'annualrevenue']);
const healthGroup = 'renewal_health';
/** Long sentences belong into the card; the summary shows what fits into one line or two. */
const tooLong = new Set([
  'renewal_health_drivers',
  'renewal_health_change_reason',
  'renewal_health_revision',
  'renewal_health_scorecard',
]);

interface PanelParts {
  readonly type: string;
  readonly properties: Properties;
  readonly definitions: readonly PropertyDefinition[];
  readonly owners: readonly Owner[];
  readonly pipelines: readonly Pipeline[];
}

/** The record's own values, among them those that the app wrote: names and labels come from the portal. */
export function PropertyPanel(parts: PanelParts) {
  const { type, properties, definitions } = parts;
  const texts = useTexts();
  const custom = definitions.filter(
    ({ name, groupName }) =>
      groupName.endsWith('information') &&
      !/^(hs_|createdate$|website$)/.test(name) &&
      !(first[type] ?? []).includes(name),
  );
  const about = [...(first[type] ?? []), ...custom.map(({ name }) => name)].filter((name) =>
    hasValue(properties, name),
  );
  const health = definitions.filter(({ groupName, name }) => groupName === healthGroup && !tooLong.has(name));
  const shownHealth = health.map(({ name }) => name).filter((name) => hasValue(properties, name));
  return (
    <>
      <section className="panel">
        <h2>{texts.health}</h2>
        {shownHealth.length === 0 ? (
          <p className="quiet">{texts.noHealthYet}</p>
        ) : (
          <Values {...parts} names={shownHealth} />
        )}
      </section>
      <section className="panel">
        <h2>{texts.about(type === 'deals' ? texts.deal : texts.company)}</h2>
        <Values {...parts} names={about.filter((name) => name !== 'name' && name !== 'dealname')} />
      </section>
    </>
  );
}

const hasValue = (properties: Properties, name: string): boolean => (properties[name] ?? '') !== '';

function Values({ names, ...parts }: PanelParts & { readonly names: readonly string[] }) {
  const { place, language } = useSession();
  return (
    <dl className="values">
      {names.map((name) => {
        const definition = parts.definitions.find((one) => one.name === name);
        const value = parts.properties[name] ?? '';
        const shown = namedValue(parts, name, value) ?? shownValue(name, value, definition, place);
        return (
          <div key={name} data-property={name}>
            <dt>{standardLabel(language, name) ?? definition?.label ?? name}</dt>
            <dd dir="auto">{shown}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function shownValue(
  name: string,
  value: string,
  definition: PropertyDefinition | undefined,
  place: FormatPlace,
): string {
  if (definition === undefined) return value;
  // a close date is a day to its reader, whatever hour the API adds
  if (name === 'closedate') return formatDay(value.slice(0, 10), place.locale);
  return money.has(name) ? formatProperty(value, definition, place, true) : formatProperty(value, definition, place);
}

/** Owners and pipelines are ids in the API and names on the screen. */
export function namedValue(
  { owners, pipelines }: Pick<PanelParts, 'owners' | 'pipelines'>,
  name: string,
  value: string,
): string | null {
  if (name === 'hubspot_owner_id') {
    const owner = owners.find(({ id }) => id === value);
    return owner === undefined ? null : `${owner.firstName} ${owner.lastName}`;
  }
  if (name === 'pipeline') return pipelines.find(({ id }) => id === value)?.label ?? null;
  if (name !== 'dealstage') return null;
  return pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === value)?.label ?? null;
}
