import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Tab, Tabs } from '../components/tabs.tsx';
import { LoadingSpinner } from '../components/states.tsx';
import { createLiveRecord, type LiveRecord } from '../host/live-record.ts';
import { objectType } from '../host/object-types.ts';
import { Associated } from './associated.tsx';
import { ExtensionView } from './extension-view.tsx';
import { PropertyPanel } from './property-panel.tsx';
import { Tasks } from './tasks.tsx';
import { useSession, type Extension } from './session.ts';
import { useTexts } from './texts.ts';
import { useLoaded } from './use-loaded.ts';

/** A company or a deal: its values on the left, the app's tab in the middle, the app's sidebar card and related records on the right. */
export function RecordScreen({ typeId, id }: { readonly typeId: string; readonly id: string }) {
  const { crm, user, setup } = useSession();
  const texts = useTexts();
  const { name: type, title } = objectType(typeId);
  const record = useMemo(() => createLiveRecord(crm, type, id), [crm, type, id]);
  useEffect(() => record.watch(), [record]);
  const properties = useSyncExternalStore(record.subscribe, record.current);
  const failure = useSyncExternalStore(record.subscribe, record.failure);
  const names = useLoaded(() => Promise.all([crm.definitions(type), crm.owners(), crm.pipelines()]), [crm, type]);
  useEffect(() => {
    document.title = properties?.[title] ?? texts.loading;
  }, [properties, title]);

  const cards = setup.extensions.filter(({ kind, objectTypes }) => kind === 'card' && objectTypes.includes(type));
  const isRefused = user.role === 'no_access';
  if (properties === null && failure !== null)
    return (
      <main id="content" className="screen">
        <h1>{texts.missingRecord}</h1>
        <p>{failure}</p>
      </main>
    );
  if (properties === null || names.state !== 'ready')
    return (
      <main id="content" className="screen">
        <LoadingSpinner label={texts.loading} layout="centered" />
      </main>
    );
  const [definitions, owners, pipelines] = names.value;
  return (
    <main id="content" className="record">
      <aside className="record-left">
        <header className="panel record-head">
          <span className="avatar" aria-hidden="true">
            {isRefused ? '#' : (properties[title] ?? '').trim().slice(0, 1).toUpperCase()}
          </span>
          <div>
            <h1 dir="auto">{isRefused ? `#${id}` : properties[title]}</h1>
            <p className="quiet">{isRefused ? '' : (properties.domain ?? '')}</p>
          </div>
        </header>
        {isRefused ? (
          <p className="panel">{texts.refusedRecord}</p>
        ) : (
          <PropertyPanel
            type={type}
            properties={properties}
            definitions={definitions}
            owners={owners}
            pipelines={pipelines}
          />
        )}
      </aside>
      <Middle record={record} cards={cards.filter(({ location }) => location === 'crm.record.tab')} />
      <aside className="record-right">
        {cards
          .filter(({ location }) => location === 'crm.record.sidebar')
          .map((card) => (
            <CardFrame key={card.id} card={card} record={record} />
          ))}
        <Associated record={record} />
      </aside>
    </main>
  );
}

/** A card's tab carries its name and stays in place: HubSpot shows app cards in tabs that an admin lays out. */
function Middle({ record, cards }: { readonly record: LiveRecord; readonly cards: readonly Extension[] }) {
  const texts = useTexts();
  const [tab, setTab] = useState<string | number>('app');
  return (
    <div className="record-middle">
      <Tabs selected={tab} onSelectedChange={setTab}>
        <Tab tabId="app" title={cards[0]?.name ?? texts.overview}>
          {cards.length === 0 ? <p className="panel">{texts.noCards}</p> : null}
          {cards.map((card) => (
            <CardFrame key={card.id} card={card} record={record} />
          ))}
        </Tab>
        <Tab tabId="activities" title={texts.activities}>
          <Tasks record={record} />
        </Tab>
      </Tabs>
    </div>
  );
}

const CardFrame = ({ card, record }: { readonly card: Extension; readonly record: LiveRecord }) => (
  <section className="panel card" aria-label={card.name}>
    <h2>{card.name}</h2>
    <ExtensionView extension={card} record={record} />
  </section>
);
