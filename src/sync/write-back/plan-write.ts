import type { HealthPresenter, WrittenType, WrittenValues } from '../../ports/crm.ts';

/** What a record should say in the CRM. */
export interface DesiredRecord {
  readonly type: WrittenType;
  readonly id: string;
  /** For people: the account's or renewal's name. */
  readonly name: string;
  readonly values: WrittenValues;
}
/** The values of one record that differ, as the CRM has them and as they should be. */
export interface PlannedWrite {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly before: WrittenValues;
  readonly after: WrittenValues;
}

/**
 * Null when the record says what it should. Followers (when it was scored) go along with a change and never cause one: a daily run over an unchanged book
 * writes nothing.
 */
export function planWrite(
  desired: DesiredRecord,
  current: WrittenValues,
  { followers }: Pick<HealthPresenter, 'followers'>,
): PlannedWrite | null {
  const differing = Object.keys(desired.values).filter((name) => desired.values[name] !== (current[name] ?? ''));
  if (!differing.some((name) => !followers.includes(name))) return null;
  const { type, id, name } = desired;
  const pick = (values: WrittenValues) => Object.fromEntries(differing.map((each) => [each, values[each] ?? '']));
  return { type, id, name, before: pick(current), after: pick(desired.values) };
}

/** Same properties, same values. */
export function equalValues(a: WrittenValues, b: WrittenValues): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export function without(values: WrittenValues, names: readonly string[]): WrittenValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
