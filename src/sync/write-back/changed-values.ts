import type { HealthPresenter, WrittenType, WrittenValues } from '../../ports/crm.ts';
import type { DesiredValues, RecordChange } from './record-change.ts';

type Presented = Pick<HealthPresenter, 'followers' | 'revision'>;

/**
 * The properties of one record that differ from what the CRM shows, or null when there is nothing to write. Followers (scored at, revision) never cause
 * a write; they come along with one. An absent property is an empty one.
 */
export function changedValues(desired: DesiredValues, known: WrittenValues, presented: Presented): RecordChange | null {
  const { type, id, name, values, accountId } = desired;
  const revision = presented.revision[type];
  const differing = Object.keys(values).filter((key) => key !== revision && values[key] !== (known[key] ?? ''));
  const causes = differing.filter((key) => !presented.followers.includes(key));
  if (!causes.some((key) => isWorthWriting(type, known[key] ?? '', values[key] ?? ''))) return null;
  return {
    type,
    id,
    name,
    before: pick(known, differing),
    after: pick(values, differing),
    shownRevision: shownRevision(known, revision),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** The same properties with the same values, whatever the followers say: the revision, which only planned writes carry, is one of them. */
export function isSameChange(a: WrittenValues, b: WrittenValues, { followers }: Presented): boolean {
  const causes = (values: WrittenValues) => Object.keys(values).filter((key) => !followers.includes(key));
  return causes(a).length === causes(b).length && causes(a).every((key) => a[key] === b[key]);
}

export function shownRevision(known: WrittenValues, property: string): number {
  const number = Number(known[property] ?? '');
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

const pick = (values: WrittenValues, keys: readonly string[]): WrittenValues =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? '']));

/** A sentence that counts days is left alone until it is off by a week. */
const toleratedDrift = 7;
const number = /\d+/g;

/**
 * A sentence whose words stay while its numbers move by themselves ("inactive for 22 days") would be written for every account every night. On an account
 * it waits until a number is a week off. On a renewal it waits for any other change: what counts down there has its own date field.
 */
function isWorthWriting(type: WrittenType, before: string, after: string): boolean {
  const isSentence = /\s/.test(before) && /\s/.test(after);
  if (!isSentence || before.replace(number, '#') !== after.replace(number, '#')) return true;
  if (type === 'renewal') return false;
  const [from, to] = [numbersIn(before), numbersIn(after)];
  return from.some((value, i) => Math.abs(value - (to[i] ?? value)) >= toleratedDrift);
}

const numbersIn = (text: string): readonly number[] =>
  (text.match(number) ?? []).map((digits) => Number(digits.replace(/[.,]/g, '')));
