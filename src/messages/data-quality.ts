import type { Locale } from '../accounts/connection.ts';
import type { DataProblem, DataProblemCode } from '../accounts/data-problem.ts';
import { foreignText, withoutEmail } from './foreign-text.ts';
import { createSay, type Texts } from './templates.ts';

/** A row of a signal file that could not be read; the shape of ports/signal-source.ts. */
export interface UnreadableRow {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly code: RowCode;
  readonly value: string;
}
export type RowCode =
  | 'missing_column'
  | 'empty'
  | 'not_a_day'
  | 'not_a_number'
  | 'out_of_range'
  | 'unknown_name'
  | 'unknown_value'
  | 'not_parsable';

type ProblemParams = Readonly<{ record: string; field: string; value: string }>;
type RowParams = Readonly<{ file: string; line: number; column: string; value: string }>;
type ProblemTemplates = Readonly<Record<DataProblemCode, ProblemParams>>;
type RowTemplates = Readonly<Record<RowCode, RowParams>>;
export interface DataQualityTexts {
  readonly problems: Texts<ProblemTemplates>;
  readonly rows: Texts<RowTemplates>;
}

const quoted = (value: string) => foreignText(withoutEmail(value));

/** What could not be used, where it stands, and what becomes of it. */
export function createDataQualitySentences(locale: Locale, texts: DataQualityTexts) {
  const problem = createSay<ProblemTemplates>(locale, texts.problems);
  const row = createSay<RowTemplates>(locale, texts.rows);
  return {
    dataProblem: ({ code, field, value }: DataProblem, recordName: string) =>
      problem(code, { record: foreignText(recordName), field: foreignText(field), value: quoted(value) }),
    rejectedRow({ code, file, line, column, value }: UnreadableRow): string {
      const place = { file: foreignText(file), line, column: foreignText(column ?? '') };
      return row(code, { ...place, value: quoted(value) });
    },
  };
}
