import { z } from 'zod';

/** What the header switches. It stands in the address, so that every state of the page is a link. */
const choices = z.object({
  lang: z.enum(['en', 'de']).catch('en'),
  design: z.enum(['slds1', 'slds2']).catch('slds1'),
  mode: z.enum(['light', 'dark']).catch('light'),
  form: z.enum(['large', 'small']).catch('large'),
});
export type Choices = z.infer<typeof choices>;

/** Unknown values are the usual ones. SLDS 1 has no dark mode. */
export function choicesOf(query: URLSearchParams): Choices {
  const chosen = choices.parse(Object.fromEntries(query));
  return chosen.design === 'slds1' ? { ...chosen, mode: 'light' } : chosen;
}
