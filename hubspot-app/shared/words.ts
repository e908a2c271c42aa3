import { german } from './words/de.ts';
import { english, type Words } from './words/en.ts';

export type { Words };
export type Locale = 'en' | 'de';

export const wordsOf: Readonly<Record<Locale, Words>> = { en: english, de: german };

/** HubSpot gives the user's language ("de") and locale ("de-de"), both optional; every other language reads English. */
export const localeOf = (user: { readonly language?: string; readonly locale?: string }): Locale =>
  (user.language ?? user.locale ?? '').toLowerCase().startsWith('de') ? 'de' : 'en';
