import type { Scorecard } from '../../../src/accounts/scorecard.ts';
import { accountFacts } from '../../../src/scoring/account-facts.ts';
import { BookSheet } from '../../../src/scoring/book/book-sheet.ts';
import { bookAccounts } from '../../helpers/book-inputs.ts';

const asOf = '2026-06-15T10:00:00.000Z';

/**
 * A sheet of `size` rows drawn at random from a generated base of `companies`: making 100,000 companies with their usage takes minutes, and what the
 * engines are timed on is the roll-up of each, in no order that a processor could learn.
 */
export function drawnSheet(size: number, companies: number, card: Scorecard): BookSheet {
  const known = [...bookAccounts({ seed: 1, companies, asOf: asOf.slice(0, 10) })].map(({ inputs }) => ({
    id: inputs.accountId,
    ...accountFacts(inputs)(card, { asOf, knownAt: asOf }),
  }));
  const sheet = new BookSheet(size, card, 'EUR');
  let state = 12_345;
  for (let row = 0; row < size; row++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const drawn = known[(state >>> 8) % known.length];
    if (drawn !== undefined) sheet.add(drawn.id, drawn.snapshot, drawn.usage);
  }
  return sheet;
}
