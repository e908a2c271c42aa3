/* global jest */
// a page, its workers and several programs at once on a busy machine with two cores: what needs longer than this is broken
jest.setTimeout(90_000);
