import { useEffect, useState } from 'react';
import { LoadingSpinner } from '../components/states.tsx';
import { Pages, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../components/table.tsx';
import { type CrmRecord, type Owner, type Pipeline, type PropertyDefinition } from '../host/crm-client.ts';
import { formatDay, formatMoney, formatProperty } from '../host/format-property.ts';
import { objectType } from '../host/object-types.ts';
import { AppLink } from './app-link.tsx';
import { columnsOf, type Column } from './list-columns.ts';
import { namedValue } from './property-panel.tsx';
import { recordPath } from './route.ts';
import { useSession } from './session.ts';
import { useTexts } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

const pageSize = 20;

interface Sort {
  readonly name: string;
  readonly direction: 'ascending' | 'descending';
}

/** All companies or deals: search and sorting are the CRM's own. */
export function ListScreen({ typeId }: { readonly typeId: string }) {
  const { crm, user } = useSession();
  const texts = useTexts();
  const { name: type, title } = objectType(typeId);
  const [query, setQuery] = useState('');
  const [page, setPage] = useState(1);
  const [sort, setSort] = useState<Sort | null>(null);
  const isRefused = user.role === 'no_access';
  useEffect(() => {
    document.title = type === 'deals' ? texts.deals : texts.companies;
  }, [type]);
  const columns = columnsOf(type, texts);
  const loaded = useLoaded(async () => {
    const [definitions, owners, pipelines] = await Promise.all([crm.definitions(type), crm.owners(), crm.pipelines()]);
    const known = columns.filter(({ name }) => definitions.some((one) => one.name === name));
    const order = sort ?? usualSort(type, known);
    const found = await crm.search(type, {
      query,
      limit: pageSize,
      after: String((page - 1) * pageSize),
      properties: [title, ...known.map(({ name }) => name)],
      sorts: [{ propertyName: order.name, direction: order.direction.toUpperCase() }],
    });
    return { definitions, owners, pipelines, found, order };
  }, [crm, type, query, page, sort?.name, sort?.direction, texts]);
  const change = (next: Sort) => {
    setSort(next);
    setPage(1);
  };
  if (isRefused)
    return (
      <main id="content" className="screen">
        <h1>{type === 'deals' ? texts.deals : texts.companies}</h1>
        <p>{texts.refusedRecord}</p>
      </main>
    );
  return (
    <main id="content" className="screen">
      <header className="list-head">
        <h1>{type === 'deals' ? texts.deals : texts.companies}</h1>
        {loaded.state === 'ready' && (
          <span className="quiet" role="status">
            {texts.records(loaded.value.found.total)}
          </span>
        )}
        <input
          type="search"
          className="ux-control ux-search"
          aria-label={type === 'deals' ? texts.searchDeals : texts.search}
          placeholder={type === 'deals' ? texts.searchDeals : texts.search}
          onChange={(event) => {
            setQuery(event.target.value);
            setPage(1);
          }}
        />
      </header>
      {loaded.state === 'loading' && <LoadingSpinner label={texts.loading} layout="centered" />}
      {loaded.state === 'failed' && <p role="alert">{loaded.message}</p>}
      {loaded.state === 'ready' && (
        <div className="panel list">
          <Table flush>
            <TableHead>
              <TableRow>
                {columns.map((column) => (
                  <Header key={column.name} column={column} order={loaded.value.order} onSort={change} />
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {loaded.value.found.results.map((record) => (
                <Row
                  key={record.id}
                  record={record}
                  typeId={typeId}
                  title={title}
                  columns={columns}
                  {...loaded.value}
                />
              ))}
            </TableBody>
          </Table>
          {loaded.value.found.total === 0 && <p className="quiet list-none">{texts.none}</p>}
          <Pages count={Math.max(1, Math.ceil(loaded.value.found.total / pageSize))} given={page} onChange={setPage} />
        </div>
      )}
    </main>
  );
}

/** The weakest account or renewal first: that is what the list is opened for. */
const usualSort = (type: string, known: readonly Column[]): Sort => {
  const score = known.find(({ name }) => name === 'renewal_health_score');
  return { name: score?.name ?? (type === 'deals' ? 'closedate' : 'name'), direction: 'ascending' };
};

interface HeaderParts {
  readonly column: Column;
  readonly order: Sort;
  readonly onSort: (sort: Sort) => void;
}

const Header = ({ column, order, onSort }: HeaderParts) => (
  <TableHeader
    {...(column.isNumber ? { align: 'right' } : {})}
    sortDirection={order.name === column.name ? order.direction : 'none'}
    onSortChange={(direction) => {
      onSort({ name: column.name, direction: direction === 'none' ? 'ascending' : direction });
    }}
  >
    {column.label}
  </TableHeader>
);

interface RowParts {
  readonly record: CrmRecord;
  readonly typeId: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly definitions: readonly PropertyDefinition[];
  readonly owners: readonly Owner[];
  readonly pipelines: readonly Pipeline[];
}

function Row({ record, typeId, title, columns, definitions, ...named }: RowParts) {
  const { place } = useSession();
  const shown = ({ name, as }: Column): string => {
    const value = record.properties[name] ?? '';
    if (value === '') return '–';
    if (as === 'money') return formatMoney(Number(value), place);
    if (as === 'day') return formatDay(value.slice(0, 10), place.locale);
    const definition = definitions.find((one) => one.name === name);
    return (
      namedValue(named, name, value) ?? (definition === undefined ? value : formatProperty(value, definition, place))
    );
  };
  return (
    <TableRow>
      {columns.map((column) => (
        <TableCell key={column.name} {...(column.isNumber ? { align: 'right' as const } : {})}>
          {column.name === title ? (
            <AppLink to={recordPath(typeId, record.id)}>{record.properties[title] ?? `#${record.id}`}</AppLink>
          ) : column.as === 'tag' && (record.properties[column.name] ?? '') !== '' ? (
            <span className={`pill pill-${record.properties[column.name] ?? ''}`}>{shown(column)}</span>
          ) : (
            <span className={column.as === undefined ? '' : 'no-break'}>{shown(column)}</span>
          )}
        </TableCell>
      ))}
    </TableRow>
  );
}
