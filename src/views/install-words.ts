import type { Locale } from '../accounts/connection.ts';
import { foreignText } from '../messages/foreign-text.ts';
import type { InstallPageName } from '../messages/install.ts';
import { createSentences } from '../messages/sentences.ts';
import type { Install } from '../ports/installs.ts';

/** What the browser shows at the end of an installation. Scopes are the CRM's own names. */
export type InstallPage =
  | {
      readonly name: 'installed' | 'installedAgain';
      readonly account: string;
      readonly missingScopes: readonly string[];
    }
  | { readonly name: 'scopeMissing'; readonly scopes: string }
  | { readonly name: Exclude<InstallPageName, 'installed' | 'installedAgain' | 'scopeMissing'> };

export interface WordedPage {
  readonly tone: 'good' | 'bad';
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
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
      };
    if (page.name !== 'installed' && page.name !== 'installedAgain')
      return { tone: 'bad', title, paragraphs: [text], list: [] };
    const without = page.missingScopes.length === 0 ? [] : [sentences.withoutScopes];
    return {
      tone: 'good',
      title,
      paragraphs: [sentences.connectedTo(page.account), text, ...without],
      list: page.missingScopes.map((scope) => foreignText(scope)),
    };
  };

/** Since when and why an installation is over, and when its data goes; null while it is connected. */
export function installEnd(locale: Locale, { ended }: Install, timeZone: string): string | null {
  if (ended === null) return null;
  return createSentences(locale).disconnected(ended.why, ended.at, ended.purgeAt, timeZone);
}
