/* global jest, document, Node, setTimeout */
const { createElement } = require('lwc');
const { getRecord } = require('lightning/uiRecordApi');
const records = require('./records.json');

/** When the records were assessed. */
const assessedAt = '2026-11-22T03:00:00.000Z';
const msOfHour = 3_600_000;
/** Only the date stands still: rendering waits for real ones. */
const timers = ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'].concat([
  ...['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'hrtime'],
]);

/** The record of a state, with other values where `fields` has them; an undefined one is a field that the user may not see. */
function recordOf(object, state, fields = {}) {
  const found = records.find((record) => record.object === object && record.state === state);
  const visible = Object.entries({ ...found.fields, ...fields }).filter(([, value]) => value !== undefined);
  const values = visible.map(([name, value]) => [name, { value, displayValue: null }]);
  return { id: found.id, apiName: object, fields: Object.fromEntries(values) };
}

/** A component on a page of its own, as the App Builder places it; now is `hours` after the assessment. */
function place(name, component, { hours = 8, ...properties } = {}) {
  jest.useFakeTimers({ now: Date.parse(assessedAt) + hours * msOfHour, doNotFake: timers });
  const element = createElement(name, { is: component });
  Object.assign(element, { recordId: '001000000000000AAA' }, properties);
  document.body.appendChild(element);
  return element;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

async function show(record) {
  getRecord.emit(record);
  await settled();
}

async function fail(status, errorCode) {
  getRecord.error([{ errorCode, message: 'In the words of Salesforce' }], status);
  await settled();
}

const clear = () => {
  document.body.replaceChildren();
  jest.useRealTimers();
};

/** Every element that matches, whatever shadow it lives in. */
function all(root, selector) {
  const here = [...(root.shadowRoot ?? root).querySelectorAll('*')];
  const inside = here.filter((element) => element.shadowRoot).flatMap((element) => all(element, selector));
  return [...here.filter((element) => element.matches(selector)), ...inside];
}

/** Stubs of base components hold their texts as properties only. */
const spokenProperties = ['title', 'label', 'alternativeText', 'fieldName'];
const spoken = (node) =>
  node.tagName?.startsWith('LIGHTNING-')
    ? spokenProperties.map((name) => node[name]).filter((text) => typeof text === 'string')
    : [];

/** What is read, children and slots included, in the order of the page. */
function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent.trim();
  const children = [...(node.shadowRoot ?? node).childNodes];
  const slotted = node.tagName === 'SLOT' ? node.assignedNodes() : [];
  return [...spoken(node), node.getAttribute?.('aria-label') ?? '', ...[...children, ...slotted].map(textOf)]
    .filter((text) => text !== '')
    .join(' ');
}

module.exports = { all, clear, fail, place, recordOf, settled, show, textOf };
