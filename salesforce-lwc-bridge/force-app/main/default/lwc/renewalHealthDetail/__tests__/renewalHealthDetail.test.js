import { readDetail } from 'c/renewalHealthDetail';
import { recordOf } from 'testing/card.cjs';

const written = (state = 'at_risk') => recordOf('Account', state).fields.Renewal_Health_Detail__c.value;
const withHealth = (changes) => JSON.stringify({ v: 1, en: { state: 'assessed', ...changes } });

/** A generator with a seed: the same damage at every run. */
function* chance(seed) {
  for (let state = seed; ; state = (state * 48_271) % 2_147_483_647) yield state / 2_147_483_647;
}

it.each(['healthy', 'watch', 'at_risk', 'critical', 'insufficient_data'])(
  'loses nothing of what is written (%s)',
  (state) => {
    const { health } = readDetail(written(state), 'en');
    const { en } = JSON.parse(written(state));
    for (const part of ['gates', 'measures', 'groups', 'trend', 'renewals', 'people'])
      expect(health[part]).toHaveLength(en[part].length);
    expect(health.measures.map(({ points }) => points)).toEqual(en.measures.map(({ points }) => points));
    expect(health.change.sentence).toBe(en.change.sentence);
  },
);

it('leaves out what is malformed and keeps its neighbours', () => {
  const { health } = readDetail(
    withHealth({ gates: [{ sentence: 7 }, null, { sentence: 'It holds.' }], people: 'many', score: '59', change: [] }),
    'en',
  );
  expect(health.gates.map(({ sentence }) => sentence)).toEqual(['It holds.']);
  expect(health.people).toEqual([]);
  expect(health.score).toBeNull();
  expect(health.change).toEqual({ points: null, sentence: '', lines: [] });
});

it('never throws, wherever the text is cut or a character is lost', () => {
  const text = written('critical');
  const random = chance(11);
  const states = new Set();
  for (let time = 0; time < 400; time += 1) {
    const at = Math.floor(random.next().value * (text.length - 1));
    states.add(readDetail(text.slice(0, at + 1), 'en').state);
    states.add(readDetail(`${text.slice(0, at)}${text.slice(at + 1)}`, 'de').state);
  }
  expect([...states].sort()).toEqual(['read', 'unreadable']);
});

it('reads what it knows although a later product adds to it', () => {
  expect(readDetail(withHealth({ score: 80, somethingNew: { deep: [1] } }), 'en').health.score).toBe(80);
});
