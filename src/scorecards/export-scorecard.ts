import { Document, isMap, visit } from 'yaml';
import type { Scorecard } from '../accounts/scorecard.ts';
import { toScorecardFile } from './scorecard-fields.ts';

/** The scorecard as a file that `parseScorecard` reads back to the same content and hash. Comments are not part of a scorecard and are lost. */
export function exportScorecard(card: Scorecard): string {
  const document = new Document(toScorecardFile(card), { keepUndefined: false });
  visit(document, {
    // A curve, and each event rule, on one line of its own.
    Seq: (_, list) => {
      list.flow = !list.items.some(isMap);
      for (const item of list.items) if (isMap(item)) item.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: false });
}
