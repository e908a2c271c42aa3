import { useEffect, useMemo, useState } from 'react';
import { createCrmClient } from '../host/crm-client.ts';
import { Alerts, type ShownAlert } from './alerts.tsx';
import { ExtensionView } from './extension-view.tsx';
import { Header } from './header.tsx';
import { ListScreen } from './list-screen.tsx';
import { RecordScreen } from './record-screen.tsx';
import { parseRoute, useAddress, type Route } from './route.ts';
import { readChoice, storeChoice } from './stored-choices.ts';
import { SessionContext, useSession, type Session, type Setup } from './session.ts';
import { LocaleContext, locales, texts, TextsContext, useTexts, type Language } from './texts.ts';

/** Long enough to be read twice; HubSpot's own go by themselves too. */
const alertMs = 8_000;

export function App({ setup }: { readonly setup: Setup }) {
  const address = useAddress();
  const route = useMemo(() => parseRoute(location.pathname, location.search), [address]);
  const [userId, setUserId] = useState(() => Number(readChoice('user')));
  const [language, setLanguage] = useState<Language>(() => (readChoice('language') === 'de' ? 'de' : 'en'));
  const [alerts, setAlerts] = useState<readonly ShownAlert[]>([]);
  const crm = useMemo(createCrmClient, []);
  const user = setup.users.find(({ id }) => id === userId) ?? setup.users[0];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const dismiss = (id: number) => {
    setAlerts((shown) => shown.filter((alert) => alert.id !== id));
  };
  const session = useMemo<Session | null>(
    () =>
      user === undefined
        ? null
        : {
            setup,
            crm,
            user,
            language,
            place: { locale: locales[language], timeZone: setup.timeZone, currency: setup.currency },
            addAlert: ({ type = 'info', title, message }) => {
              const id = performance.now();
              setAlerts((shown) => [...shown, { id, type, title: title ?? null, message }]);
              setTimeout(() => {
                dismiss(id);
              }, alertMs);
            },
          },
    [setup, crm, user, language],
  );
  if (session === null) return null;
  return (
    <TextsContext.Provider value={texts[language]}>
      <LocaleContext.Provider value={locales[language]}>
        <SessionContext.Provider value={session}>
          <Header
            setup={setup}
            route={route}
            user={session.user}
            language={language}
            onUser={(id) => {
              storeChoice('user', String(id));
              setUserId(id);
            }}
            onLanguage={(chosen) => {
              storeChoice('language', chosen);
              setLanguage(chosen);
            }}
          />
          <Alerts alerts={alerts} onDismiss={dismiss} />
          <Screen route={route} />
          <Notice />
        </SessionContext.Provider>
      </LocaleContext.Provider>
    </TextsContext.Provider>
  );
}

function Screen({ route }: { readonly route: Route }) {
  if (route.screen === 'list') return <ListScreen key={route.typeId} typeId={route.typeId} />;
  if (route.screen === 'record')
    return <RecordScreen key={`${route.typeId}/${route.id}`} typeId={route.typeId} id={route.id} />;
  return <AppScreen route={route} />;
}

/** The app's own page, and its settings page. */
function AppScreen({ route }: { readonly route: Extract<Route, { readonly screen: 'page' | 'settings' }> }) {
  const { setup } = useSession();
  const { settings, noCards } = useTexts();
  const extension = setup.extensions.find(({ kind }) => kind === route.screen);
  const title = route.screen === 'settings' ? `${setup.appName}: ${settings}` : setup.appName;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main id="content" className="screen">
      <h1>{title}</h1>
      {extension === undefined ? (
        <p>{noCards}</p>
      ) : (
        <section className="panel card app-page" aria-label={title}>
          <ExtensionView
            extension={extension}
            record={null}
            {...(route.screen === 'page' ? { location: route.location } : {})}
          />
        </section>
      )}
    </main>
  );
}

const Notice = () => <footer className="notice">{useTexts().notice}</footer>;
