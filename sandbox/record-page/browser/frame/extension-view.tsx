import { createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createCheckedController } from '../components/checked.tsx';
import { createOverlayRegistry, OverlayRegistryContext, type OverlayRegistry } from '../components/overlay.tsx';
import { Alert, LoadingSpinner } from '../components/states.tsx';
import { createHostApi } from '../host/host-api.ts';
import { type LiveRecord } from '../host/live-record.ts';
import { objectType } from '../host/object-types.ts';
import { runCard, type RunningCard } from '../host/run-card.ts';
import { type CardContext, type PageLocation } from '../worker/protocol.ts';
import { moveAppPage } from './route.ts';
import { useSession, type Extension, type Session } from './session.ts';
import { locales, useTexts } from './texts.ts';

const controller = createCheckedController();
const start: PageLocation = { path: '/', params: {} };

interface ViewParts {
  readonly extension: Extension;
  readonly record: LiveRecord | null;
  readonly location?: PageLocation;
}

/** One card of the app in its own worker. Another user, language or record starts it anew, as opening the page in HubSpot would. */
export function ExtensionView({ extension, record, location = start }: ViewParts) {
  const session = useSession();
  const key = [extension.id, session.user.id, session.language, record?.type, record?.id].join(' ');
  return <Running key={key} extension={extension} record={record} location={location} />;
}

function Running({ extension, record, location }: Required<ViewParts>) {
  const session = useSession();
  const texts = useTexts();
  const [failure, setFailure] = useState<string | null>(extension.isBuilt ? null : texts.cardNotBuilt);
  const [isMounted, setMounted] = useState(false);
  const receiver = useMemo(createRemoteReceiver, []);
  const overlays = useMemo(createOverlayRegistry, []);
  const running = useRef<RunningCard | null>(null);
  useEffect(() => {
    if (!extension.isBuilt) return;
    const mounted = () => {
      setMounted(true);
    };
    if (receiver.state === 'mounted') mounted();
    else receiver.on('mount', mounted);
    const actions = createActions(session, record, overlays);
    const host = createHostApi({
      crm: session.crm,
      record,
      place: session.place,
      userId: session.user.id,
      isRefused: session.user.role === 'no_access',
      actions,
      onFailed: setFailure,
    });
    running.current = runCard({
      bundle: `/page/bundles/${extension.id}.js`,
      context: contextOf(session, extension, record),
      actionNames: Object.keys(actions),
      location,
      receiver,
      host,
    });
    return () => {
      running.current?.stop();
    };
  }, []);
  useEffect(() => {
    if (isMounted) running.current?.move(location);
  }, [isMounted, location.path, JSON.stringify(location.params)]);
  return (
    <div className="extension" data-extension={extension.id} data-mounted={isMounted}>
      {failure !== null && (
        <Alert variant="danger" title={texts.cardFailed}>
          {failure}
        </Alert>
      )}
      {failure === null && !isMounted && <LoadingSpinner label={texts.loading} layout="centered" />}
      <OverlayRegistryContext.Provider value={overlays}>
        {failure === null && <RemoteRenderer receiver={receiver} controller={controller} />}
      </OverlayRegistryContext.Provider>
    </div>
  );
}

function contextOf({ setup, user, language }: Session, extension: Extension, record: LiveRecord | null): CardContext {
  const { role: _role, ...named } = user;
  return {
    location: extension.location,
    ...(record === null ? {} : { crm: { objectId: Number(record.id), objectTypeId: objectType(record.type).id } }),
    user: {
      ...named,
      emails: [user.email],
      roles: [],
      teams: [],
      permissions: [],
      locale: locales[language],
      language,
    },
    portal: { id: setup.portalId, timezone: setup.timeZone },
    variables: setup.variables,
    extension: { appId: setup.appId, appName: setup.appName, cardTitle: extension.name },
  };
}

/** The actions that HubSpot gives a card; those of a record exist only where there is one. */
function createActions({ addAlert }: Session, record: LiveRecord | null, overlays: OverlayRegistry) {
  const everywhere = {
    addAlert,
    reloadPage: () => {
      window.location.reload();
    },
    closeOverlay: (id: string) => {
      overlays.set(id, false);
    },
    copyTextToClipboard: (text: string) => navigator.clipboard.writeText(text),
    navigateToPage: ({ to, params = {} }: { to: string; params?: Record<string, string> }) => {
      moveAppPage({ path: to, params });
    },
    openIframeModal: ({ uri }: { uri: string }) => {
      if (uri.startsWith('https://')) window.open(uri, '_blank', 'noreferrer,noopener');
    },
  };
  if (record === null) return everywhere;
  return {
    ...everywhere,
    refreshObjectProperties: () => record.refresh(),
    fetchCrmObjectProperties: (names: string[] | '*') => {
      const all = Object.entries(record.current() ?? {});
      return Promise.resolve(Object.fromEntries(all.filter(([name]) => names === '*' || names.includes(name))));
    },
    onCrmPropertiesUpdate: () => undefined,
  };
}
