import { useExtensionContext } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { type Backend, createBackend } from './backend.ts';
import { type Locale, localeOf, type Words, wordsOf } from './words.ts';

export interface Screen {
  readonly locale: Locale;
  readonly words: Words;
  readonly backend: Backend;
  readonly portalId: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** What every card and page needs from HubSpot's context; BACKEND_URL comes from the profile that the project was uploaded with. */
export function useScreen(): Screen {
  const { user, portal, variables } = useExtensionContext<'settings'>();
  const locale = localeOf(user);
  const url = variables?.BACKEND_URL;
  const backend = useMemo(() => createBackend(typeof url === 'string' ? url : '', locale), [url, locale]);
  return { locale, words: wordsOf[locale], backend, portalId: portal.id, timeZone: portal.timezone };
}
