import { LineCounter, parseDocument } from 'yaml';
import type { Scorecard } from '../accounts/scorecard.ts';
import { extended, isFields } from './extend-scorecard.ts';
import { aliasErrors, contentErrors, type ScorecardError, yamlErrors } from './scorecard-errors.ts';
import { fromScorecardFile } from './scorecard-fields.ts';
import { scorecardFile } from './scorecard-file.ts';
import { scorecardHash } from './scorecard-hash.ts';

export type ParsedScorecard =
  | { readonly ok: true; readonly card: Scorecard; readonly hash: string }
  | { readonly ok: false; readonly errors: readonly ScorecardError[] };

/**
 * Reads a scorecard file. Every error is reported with its line and key, not the first only; `fileName` is for the errors. Never throws.
 * A file that begins with `extends: <version>` names only what differs from `base`, which must be that version.
 */
export function parseScorecard(yamlText: string, fileName: string, base?: Scorecard): ParsedScorecard {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  const unread = [...yamlErrors(document, lines, fileName), ...aliasErrors(document, lines, fileName)];
  if (unread.length > 0) return { ok: false, errors: unread };
  const content: unknown = document.toJS();
  const extending = isFields(content) && 'extends' in content;
  if (extending && content.extends !== base?.version) return failed(fileName, 'extends', 'unknown_base');
  const whole = extending && base !== undefined ? extended(content, base) : content;
  const parsed = scorecardFile.safeParse(whole);
  if (!parsed.success)
    return { ok: false, errors: contentErrors(parsed.error.issues, { document, lines, file: fileName, whole }) };
  const card = fromScorecardFile(parsed.data);
  if (card.measures.every(({ weight }) => weight === 0)) return failed(fileName, 'measures', 'nothing_weighs');
  return { ok: true, card, hash: scorecardHash(card) };
}

const failed = (file: string, key: string, code: 'nothing_weighs' | 'unknown_base'): ParsedScorecard => ({
  ok: false,
  errors: [{ file, line: 1, key, code }],
});
