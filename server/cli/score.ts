import { alone } from './in-turn.ts';
import { printBook } from './print-book.ts';
import type { Session } from './session.ts';

/** Scores every account from what is stored, and shows the book. The CRM is neither read nor written. */
export async function score(session: Session): Promise<void> {
  const { terminal, sentences, product } = session;
  const connection = await session.connection();
  const { book } = await alone(session, connection.id, () => product.stored.recomputeHealth(connection, 'all'));
  session.endProgress();
  const { assessments } = product.stored.stores;
  const ids = book.needToday.map(({ accountId }) => accountId);
  printBook(terminal, sentences, { connection, book, today: await assessments.some(connection.id, ids) });
}
