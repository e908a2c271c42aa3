import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../accounts/connection.ts';
import { languageTags } from './format.ts';

/** What a template may be filled with: numbers for plurals and `{n, number}`, everything else already worded by `format.ts`. */
export type Params = Readonly<Record<string, string | number>>;
/** Texts that need no values, by code. */
export type Labels<Code extends string> = Readonly<Record<Code, string>>;
/** ICU templates by code; `M` says what each one is filled with. */
export type Texts<M> = { readonly [K in keyof M]: string };
export type Say<M> = <K extends keyof M>(key: K, params: M[K]) => string;

/** Compiling costs fifty times as much as rendering, and 20,000 accounts use the same few hundred templates. */
const compiled = new Map<string, IntlMessageFormat>();

/** Renders the templates of one topic in one language. Throws on a value the template asks for and does not get: `test/unit/messages.test.ts` walks them all. */
export function createSay<M extends { readonly [K in keyof M]: Params }>(locale: Locale, texts: Texts<M>): Say<M> {
  return (key, params) => {
    const text = template(locale, texts[key]).format<string>(params);
    return typeof text === 'string' ? text : text.join('');
  };
}

function template(locale: Locale, text: string): IntlMessageFormat {
  const id = `${locale} ${text}`;
  const known = compiled.get(id);
  if (known !== undefined) return known;
  // ignoreTag: "<" in a template is a character, never mark-up
  const made = new IntlMessageFormat(text, languageTags[locale], undefined, { ignoreTag: true });
  compiled.set(id, made);
  return made;
}
