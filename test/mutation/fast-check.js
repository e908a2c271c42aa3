import whole from '../../node_modules/fast-check/lib/fast-check.js';

/**
 * Stands in for fast-check during mutation testing: a third of the cases, at most 500, and no search for the smallest failing one. A change of the code that a
 * property can see shows within a few cases, and every case is run for each of some thousand changes.
 */
const fewer = (runs = 100) => Math.min(500, Math.ceil(runs / 3));

export default {
  ...whole,
  assert: (property, parameters = {}) =>
    whole.assert(property, { ...parameters, numRuns: fewer(parameters.numRuns), endOnFailure: true }),
};
