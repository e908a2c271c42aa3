/* global jest */
// a page, its workers and a server on a busy machine: what needs longer than this is broken
jest.setTimeout(30_000);
