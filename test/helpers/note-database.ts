import { appendFileSync } from 'node:fs';

/** The running test: its file, and its name unless a hook for the whole file is running. Absent outside Jest. */
interface Running {
  readonly expect?: {
    getState(): { readonly testPath?: string | undefined; readonly currentTestName?: string | undefined };
  };
}

/** Tells the acceptance report which database a test has: seen where one is opened, so that no list can go out of date. */
export const noteDatabase = (database: 'memory' | 'embedded' | 'PostgreSQL'): void => {
  const file = process.env.DATABASES_SEEN;
  const { testPath, currentTestName } = (globalThis as Running).expect?.getState() ?? {};
  if (file === undefined || testPath === undefined) return;
  appendFileSync(file, `${JSON.stringify({ database, path: testPath, test: currentTestName ?? null })}\n`);
};
