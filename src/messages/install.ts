import type { Locale } from '../accounts/connection.ts';
import type { Instant } from '../accounts/time.ts';
import { foreignText } from './foreign-text.ts';
import { formatOf } from './format.ts';
import { createSay, type Labels, type Params, type Texts } from './templates.ts';

/** Where an installation begins, and how it can end: the pages that the browser shows. */
export type InstallPageName =
  | 'choose'
  | 'installed'
  | 'installedAgain'
  | 'loginUnknown'
  | 'otherBrowser'
  | 'denied'
  | 'scopeMissing'
  | 'appRefused'
  | 'crmDown'
  | 'busy'
  | 'failed';

interface InstallParams {
  readonly revoked: Readonly<{ at: string; purge: string }>;
  readonly asked: Readonly<{ at: string; purge: string }>;
  readonly connectedTo: Readonly<{ account: string }>;
}
export interface InstallTexts {
  readonly titles: Labels<InstallPageName>;
  readonly texts: Labels<InstallPageName>;
  readonly sentences: Texts<Readonly<Record<keyof InstallParams, Params>>>;
  /** Above the list of optional scopes that were not granted. */
  readonly withoutScopes: string;
  readonly nothingInstalled: string;
  readonly ticketsNotPermitted: string;
}

/** What people read when the app is installed, and after it was disconnected. */
export function createInstallSentences(locale: Locale, texts: InstallTexts) {
  const format = formatOf(locale);
  const say = createSay<Readonly<Record<keyof InstallParams, Params>>>(locale, texts.sentences);
  return {
    installTitle: (page: InstallPageName) => texts.titles[page],
    installText: (page: InstallPageName) => texts.texts[page],
    connectedTo: (account: string) => say('connectedTo', { account: foreignText(account) }),
    withoutScopes: texts.withoutScopes,
    nothingInstalled: texts.nothingInstalled,
    ticketsNotPermitted: texts.ticketsNotPermitted,
    /** Since when and why a connection is ended, and when its data goes. Days are those of `timeZone`. */
    disconnected: (why: 'revoked' | 'asked', at: Instant, purgeAt: Instant, timeZone: string) =>
      say(why, { at: format.moment(at, timeZone), purge: format.moment(purgeAt, timeZone) }),
  };
}
