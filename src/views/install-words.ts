import type { Locale } from '../accounts/connection.ts';
import type { CrmName } from '../accounts/ids.ts';
import { foreignText } from '../messages/foreign-text.ts';
import type { InstallPageName } from '../messages/install.ts';
import { createSentences } from '../messages/sentences.ts';
import type { Install } from '../ports/installs.ts';

/** What the browser shows at the beginning and at the end of an installation. Scopes are the CRM's own names. */
export type InstallPage =
  | {
      readonly name: 'installed' | 'installedAgain';
      readonly account: string;
      readonly missingScopes: readonly string[];
    }
  | { readonly name: 'scopeMissing'; readonly scopes: string }
  | { readonly name: 'choose'; readonly crms: readonly CrmName[] }
  | { readonly name: Exclude<InstallPageName, 'installed' | 'installedAgain' | 'scopeMissing' | 'choose'> };

export interface WordedPage {
  readonly tone: 'good' | 'bad' | 'plain';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
  /** Where to go on from here. */
  readonly links: readonly { readonly path: string; readonly text: string }[];
}

/** The page in the reader's language. */
export const installWords =
  (locale: Locale) =>
  (page: InstallPage): WordedPage => {
    const sentences = createSentences(locale);
    const title = sentences.installTitle(page.name);
    const text = sentences.installText(page.name);
    if (page.name === 'scopeMissing')
      return {
        tone: 'bad',
        title,
        paragraphs: [text],
        list: page.scopes.split(' ').map((scope) => foreignText(scope)),
        links: [],
      };
    if (page.name === 'choose') {
      const links = page.crms.map((crm) => ({ path: `/install/${crm}`, text: crmNames[crm] }));
      return { tone: 'plain', title, paragraphs: [text], list: [], links };
    }
    if (page.name !== 'installed' && page.name !== 'installedAgain')
      return { tone: 'bad', title, paragraphs: [text], list: [], links: [] };
    const without = page.missingScopes.length === 0 ? [] : [sentences.withoutScopes];
    return {
      tone: 'good',
      title,
      paragraphs: [sentences.connectedTo(page.account), text, ...without],
      list: page.missingScopes.map((scope) => foreignText(scope)),
      links: [],
    };
  };

const crmNames: Readonly<Record<CrmName, string>> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** Since when and why an installation is over, and when its data goes; null while it is connected. */
export function installEnd(locale: Locale, { ended }: Install, timeZone: string): string | null {
  if (ended === null) return null;
  return createSentences(locale).disconnected(ended.why, ended.at, ended.purgeAt, timeZone);
}
