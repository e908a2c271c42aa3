export { isStale, noteOnDetail } from './noteOnDetail';

/** The version of `Renewal_Health_Detail__c` that these components read: `{"v":1,"en":<health>,"de":<health>}`. */
const known = 1;

const object = (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {});
const text = (value) => (typeof value === 'string' ? value : '');
const number = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
const list = (value) => (Array.isArray(value) ? value : []);
const labelled = (value) => {
  const { code, label } = object(value);
  return typeof code === 'string' ? { code, label: text(label) || code } : null;
};
/** Entries that have a text where `key` is; the others could not be shown. */
const having = (key, value, read) =>
  list(value)
    .map(object)
    .filter((entry) => text(entry[key]) !== '')
    .map(read);

const readLine = ({ points, sentence }) => ({ points: number(points), sentence });

const readGate = (gate) => ({
  id: text(gate.id),
  name: text(gate.name),
  sentence: gate.sentence,
  evidence: text(gate.evidence),
  caps: labelled(gate.caps),
});

const readMeasure = (measure) => ({
  id: text(measure.id),
  name: measure.name,
  group: text(measure.group),
  state: text(measure.state),
  score: number(measure.score),
  points: number(measure.points),
  missing: number(measure.missing),
  effect: number(measure.effect),
  sentence: text(measure.sentence),
  evidence: text(measure.evidence),
});

const readGroup = (group) => ({
  id: text(group.id),
  name: group.name,
  score: number(group.score),
  weight: number(group.weight),
  coverage: number(group.coverage),
});

const readPoint = (point) => ({ day: point.day, score: number(point.score), scorecard: text(point.scorecard) });

function readHuman(human) {
  const tier = labelled(human);
  return tier === null ? null : { ...tier, isExpired: human.state === 'expired', sentence: text(human.sentence) };
}

const readRenewal = (renewal) => ({
  id: text(renewal.id),
  name: renewal.name,
  date: text(renewal.date),
  arr: text(renewal.arr),
  machine: labelled(renewal.machine),
  human: readHuman(renewal.human),
  final: labelled(renewal.final),
  reason: text(renewal.reason),
  milestone: text(renewal.milestone),
  isLate: renewal.lateToClose === true,
  lift: text(renewal.lift),
  leadBy: text(renewal.leadBy),
});

const readPerson = (person) => ({
  label: person.label,
  role: text(person.role),
  isPowerUser: person.powerUser === true,
  score: number(person.score),
  sentence: text(person.sentence),
});

const readCoverage = ({ percent, low, high, sentence }) => ({
  percent: number(percent),
  low: number(low),
  high: number(high),
  sentence: text(sentence),
});

const readChange = ({ points, sentence, lines }) => ({
  points: number(points),
  sentence: text(sentence),
  lines: having('sentence', lines, readLine),
});

const readHealth = (health) => ({
  score: number(health.score),
  asOfText: text(health.asOfText),
  coverage: readCoverage(object(health.coverage)),
  change: readChange(object(health.change)),
  gates: having('sentence', health.gates, readGate),
  up: list(health.up).filter((id) => typeof id === 'string'),
  down: list(health.down).filter((id) => typeof id === 'string'),
  measures: having('name', health.measures, readMeasure),
  groups: having('name', health.groups, readGroup),
  trend: having('day', health.trend, readPoint),
  renewals: having('name', health.renewals, readRenewal),
  people: having('label', health.people, readPerson),
  nextStep: text(object(health.nextStep).text),
  expansion: text(health.expansion),
});

function parse(json) {
  try {
    return object(JSON.parse(json));
  } catch {
    return {};
  }
}

/** What templates read where there is no explanation: every list empty, every text too. */
export const noHealth = readHealth({});

/**
 * The explanation that was written beside the score, in `language`. `state` is "read", "missing" (empty or not visible), "newer" (written for a later version of
 * these components) or "unreadable" (cut off, or not ours). Whatever is read has every list and every text: a part that is malformed is left out, never thrown.
 */
export function readDetail(json, language) {
  if (json === undefined || json === null || json === '') return { state: 'missing', health: noHealth };
  const detail = parse(json);
  if (Number.isInteger(detail.v) && detail.v > known) return { state: 'newer', health: noHealth };
  const health = object(detail[language]);
  if (detail.v !== known || health.state !== 'assessed') return { state: 'unreadable', health: noHealth };
  return { state: 'read', health: readHealth(health) };
}
