import Card from 'c/renewalHealthAccount';
import { all, clear, place, recordOf, show, textOf } from 'testing/card.cjs';
import hostileTexts from '../../../../../../../test/fixtures/hostile-texts.json';

const names = ['sentence', 'name', 'label', 'reason', 'evidence', 'lift', 'text', 'group'];
const written = JSON.parse(recordOf('Account', 'at_risk').fields.Renewal_Health_Detail__c.value);

/** The given texts in turn, wherever a word of ours, of a customer or of a person may stand. */
function planted(part, texts) {
  let next = 0;
  const fill = (value) => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, inner]) => {
      const isWord = typeof inner === 'string' && names.includes(name);
      return [name, isWord ? texts[next++ % texts.length] : fill(inner)];
    });
    return Object.fromEntries(entries);
  };
  return fill(part);
}
const plain = (text) => text.normalize().replace(/\s+/gu, ' ').trim();

async function shown(detail) {
  const card = place('c-renewal-health-account', Card);
  await show(recordOf('Account', 'at_risk', { Renewal_Health_Detail__c: detail }));
  const shownHere = { text: textOf(card), elements: all(card, '*').map(({ tagName }) => tagName) };
  clear();
  return shownHere;
}

const texts = [...hostileTexts, 'ü'.repeat(10_000)];
const groups = texts.flatMap((_, index) => (index % 10 === 0 ? [texts.slice(index, index + 10)] : []));

it.each(groups)('C3 shows hostile texts as text: their letters, and not one element more', async (...some) => {
  const usual = new Set((await shown(JSON.stringify(planted(written, ['plain'])))).elements);
  const { text: read, elements } = await shown(JSON.stringify({ ...written, en: planted(written.en, some) }));
  expect([some, elements.filter((name) => !usual.has(name))]).toEqual([some, []]);
  for (const text of some) expect(plain(read)).toContain(plain(text));
  expect(read).toContain('Health score 59 of 100');
});

it.each([
  ['nothing', ''],
  ['a page', '<!doctype html><h1>502</h1>'],
  ['JSON that is cut off', JSON.stringify(written).slice(0, 3000)],
  ['another object', '{"status":"ok"}'],
  ['null', 'null'],
  ['a list', '[1]'],
  ['a number', '7'],
  ['a later version', JSON.stringify({ ...written, v: 2 })],
  ['no language', '{"v":1}'],
  ['magic names', '{"v":1,"__proto__":{"state":"assessed"},"constructor":{"state":"assessed"}}'],
  ['another score', JSON.stringify({ ...written, en: { ...written.en, score: 12 } })],
])(
  'C1 says that the explanation is missing when the field holds %s, and keeps the score of the record',
  async (_, detail) => {
    const { text } = await shown(detail);
    expect(text).toContain('Health score 59 of 100');
    expect(text).toMatch(/explanation|explains/i);
    expect(text).not.toMatch(/undefined|NaN|\[object|doctype/);
  },
);
