import { openBook } from '../../sandbox/book/open-book.ts';
import type { BookCompany, BookOptions } from '../../sandbox/book/types.ts';
import { observationNames } from '../../src/accounts/signal.ts';
import type { RawSignal, SignalSource } from '../../src/ports/signal-source.ts';

/** Invoices and observations of a generated base, company by company: enough coverage for scores, without millions of usage rows. */
export const bookSignals = (options: BookOptions): SignalSource => ({
  name: 'book',
  async *read() {
    let signals: RawSignal[] = [];
    for (const company of openBook({ source: 'generated', ...options, usage: true }).companies()) {
      signals.push(...signalsOf(company));
      if (signals.length < 1000) continue;
      yield await Promise.resolve({ signals, rejected: [] });
      signals = [];
    }
    yield { signals, rejected: [] };
  },
});

function signalsOf({ key: account, invoices, observations }: BookCompany): readonly RawSignal[] {
  return [
    ...invoices.map(({ key, ...invoice }) => ({ kind: 'invoice' as const, account, id: key, ...invoice })),
    ...observations.flatMap(({ name, ...observation }): readonly RawSignal[] => {
      const known = observationNames.find((each) => each === name);
      return known === undefined ? [] : [{ kind: 'observation', account, ...observation, name: known }];
    }),
  ];
}
