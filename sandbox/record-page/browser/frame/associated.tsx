import { type LiveRecord } from '../host/live-record.ts';
import { formatDay, formatMoney, formatProperty } from '../host/format-property.ts';
import { objectType } from '../host/object-types.ts';
import { AppLink } from './app-link.tsx';
import { recordPath } from './route.ts';
import { useSession } from './session.ts';
import { useTexts } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

const shown = {
  deals: ['dealname', 'amount', 'closedate', 'renewal_tier'],
  companies: ['name', 'domain', 'renewal_health_score', 'renewal_health_band'],
} as const;

/** The deals of a company, or the company of a deal. */
export function Associated({ record }: { readonly record: LiveRecord }) {
  const { crm, place, user } = useSession();
  const texts = useTexts();
  const to = record.type === 'deals' ? 'companies' : 'deals';
  const { title, id: typeId } = objectType(to);
  const loaded = useLoaded(async () => {
    if (user.role === 'no_access') return { records: [], definitions: [] };
    const links = await crm.links(record.type, record.id, to);
    const ids = [...new Set(links.map(({ toObjectId }) => String(toObjectId)))];
    return { records: await crm.records(to, ids, shown[to]), definitions: await crm.definitions(to) };
  }, [crm, record, user.id]);
  const { records, definitions } = loaded.state === 'ready' ? loaded.value : { records: [], definitions: [] };
  const label = (name: string, value: string) => {
    const definition = definitions.find((one) => one.name === name);
    return definition === undefined ? value : formatProperty(value, definition, place);
  };
  const details = (values: Readonly<Record<string, string | null>>): readonly string[] =>
    Object.entries(values).flatMap(([name, value]) => {
      if (value === null || value === '' || name === title || !(shown[to] as readonly string[]).includes(name))
        return [];
      if (name === 'amount') return [formatMoney(Number(value), place)];
      return [name === 'closedate' ? formatDay(value.slice(0, 10), place.locale) : label(name, value)];
    });
  return (
    <section className="panel">
      <h2>
        {to === 'deals' ? texts.deals : texts.companies} ({records.length})
      </h2>
      {loaded.state === 'ready' && records.length === 0 && <p className="quiet">{texts.noAssociated}</p>}
      <ul className="related">
        {records.map((one) => (
          <li key={one.id}>
            <AppLink to={recordPath(typeId, one.id)}>{one.properties[title]}</AppLink>
            <span className="quiet">{details(one.properties).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
