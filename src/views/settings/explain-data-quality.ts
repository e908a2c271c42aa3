import type { Sentences } from '../../messages/sentences.ts';
import type { RejectedRow } from '../../ports/signal-source.ts';
import type { RecordProblem } from '../../ports/stores.ts';
import type { HubspotSettings } from '../contract/hubspot-settings.ts';

export type GapName = Parameters<Sentences['gap']>[0];
/** What is missing and where; everything is read page by page. */
export interface DataQualitySource {
  accounts(): AsyncIterable<readonly { readonly name: string; readonly gaps: readonly GapName[] }[]>;
  problems(): AsyncIterable<readonly RecordProblem[]>;
  unresolvedKeys(): Promise<readonly { readonly account: string; readonly signals: number }[]>;
  rejectedRows(): Promise<readonly RejectedRow[]>;
}

const examplesShown = 5;
type Finding = HubspotSettings['dataQuality'][number];

/** One line for each kind of gap, with the number of accounts and a few of them; what affects most accounts first. */
export async function explainDataQuality(source: DataQualitySource, sentences: Sentences): Promise<readonly Finding[]> {
  const gaps = await collectGaps(source, sentences);
  const problems = await collectProblems(source, sentences);
  const keys = await source.unresolvedKeys();
  const rows = await source.rejectedRows();
  const { cli } = sentences;
  const others: readonly Finding[] = [
    {
      ...{ code: 'unknown_accounts', accounts: keys.length },
      sentence: cli.sentence('keysUnknown', { count: keys.length }),
      examples: keys.slice(0, examplesShown).map(({ account }) => account),
    },
    {
      ...{ code: 'rejected_rows', accounts: rows.length },
      sentence: cli.sentence('rowsRejected', { count: rows.length }),
      examples: rows.slice(0, examplesShown).map((row) => sentences.rejectedRow(row)),
    },
  ];
  return [...gaps, problems, ...others].filter(({ accounts }) => accounts > 0);
}

async function collectGaps(source: DataQualitySource, sentences: Sentences): Promise<readonly Finding[]> {
  const found = new Map<GapName, { count: number; examples: string[] }>();
  for await (const page of source.accounts()) {
    for (const { name, gaps } of page) {
      for (const gap of gaps) {
        const known = found.get(gap) ?? { count: 0, examples: [] };
        found.set(gap, known);
        known.count += 1;
        if (known.examples.length < examplesShown) known.examples.push(name);
      }
    }
  }
  return [...found]
    .map(([code, { count, examples }]) => ({ code, sentence: sentences.gap(code, count), accounts: count, examples }))
    .sort((a, b) => b.accounts - a.accounts);
}

async function collectProblems(source: DataQualitySource, sentences: Sentences): Promise<Finding> {
  const examples: string[] = [];
  let count = 0;
  for await (const page of source.problems()) {
    count += page.length;
    const missing = examplesShown - examples.length;
    examples.push(...page.slice(0, missing).map((problem) => sentences.dataProblem(problem, problem.name)));
  }
  return {
    code: 'unusable_values',
    sentence: sentences.cli.sentence('problems', { count }),
    accounts: count,
    examples,
  };
}
