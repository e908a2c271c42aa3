import Sequencer from '@jest/test-sequencer';

/** Folders whose files start programs, browsers and databases, the quickest first. */
const slow = ['walkthrough', 'contract', 'screens', 'faults', 'browser', 'bench'].map((folder) => `/test/${folder}/`);
const rank = ({ path }) => slow.findIndex((folder) => path.includes(folder));

/**
 * Jest begins with the files that took longest the last time, and on a fresh machine with those of most bytes: then a file of a minute may come last, while
 * the other workers have nothing left to do.
 */
export default class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return sorted.some(({ duration }) => duration !== undefined) ? sorted : sorted.sort((a, b) => rank(b) - rank(a));
  }
}
