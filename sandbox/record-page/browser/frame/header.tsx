import { AppLink } from './app-link.tsx';
import { appPath, listPath, settingsPath, type Route } from './route.ts';
import { type Setup, type User } from './session.ts';
import { useTexts, type Language } from './texts.ts';

interface HeaderParts {
  readonly setup: Setup;
  readonly route: Route;
  readonly user: User;
  readonly language: Language;
  readonly onUser: (id: number) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Where to go, and for the demonstration: who looks and in which language. */
export function Header({ setup, route, user, language, onUser, onLanguage }: HeaderParts) {
  const texts = useTexts();
  const page = setup.extensions.find(({ kind }) => kind === 'page');
  const isAt = (typeId: string) => (route.screen === 'list' || route.screen === 'record') && route.typeId === typeId;
  return (
    <header className="top">
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <span className="brand">
        CRM <span className="brand-portal">{setup.portalId}</span>
      </span>
      <nav aria-label={texts.navigation}>
        <AppLink to={listPath('0-2')} isCurrent={isAt('0-2')}>
          {texts.companies}
        </AppLink>
        <AppLink to={listPath('0-3')} isCurrent={isAt('0-3')}>
          {texts.deals}
        </AppLink>
        {page !== undefined && (
          <AppLink to={appPath()} isCurrent={route.screen === 'page'}>
            {setup.appName}
          </AppLink>
        )}
        <AppLink to={settingsPath()} isCurrent={route.screen === 'settings'}>
          {texts.settings}
        </AppLink>
        <a href={`/salesforce?lang=${language}`}>{texts.salesforce}</a>
      </nav>
      <div className="top-choices">
        <select
          aria-label={texts.signedInAs}
          value={user.id}
          onChange={(event) => {
            onUser(Number(event.target.value));
          }}
        >
          {setup.users.map(({ id, firstName, lastName, role }) => (
            <option key={id} value={id}>
              {firstName} {lastName}, {role === 'no_access' ? texts.noAccess : texts.accountManager}
            </option>
          ))}
        </select>
        <select
          aria-label={texts.language}
          value={language}
          onChange={(event) => {
            onLanguage(event.target.value === 'de' ? 'de' : 'en');
          }}
        >
          <option value="en">English</option>
          <option value="de">Deutsch</option>
        </select>
      </div>
    </header>
  );
}
