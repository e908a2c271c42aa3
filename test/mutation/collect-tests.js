import { format } from 'node:util';

/** `describe`, `it` and `test` as the tests of scoring use them: what is declared is kept in order, nothing runs yet. An id is the test's place and name. */
export function collectTests() {
  const tests = [];
  const path = [];
  const describe = (name, declare) => {
    path.push(name);
    declare();
    path.pop();
  };
  const test = (name, run) => {
    const full = [...path, name].join(' ');
    tests.push({ id: `${tests.length} ${full}`, name: full, run });
  };
  const forEach = (declare) => (table) => (name, run) => {
    for (const row of table) {
      const values = Array.isArray(row) ? row : [row];
      declare(format(name, ...values), () => run(...values));
    }
  };
  const eachOf = (declare) => Object.assign(declare, { each: forEach(declare) });
  return { tests, globals: { describe: eachOf(describe), it: eachOf(test), test: eachOf(test) } };
}
