import type { HealthWrite } from '../ports/crm.ts';
import { writtenObject } from './objects.ts';
import { apiName, writtenFields } from './written-fields.ts';

type Value = string | number | boolean | null;

const types = new Map(
  [...writtenFields.Account, ...writtenFields.Opportunity].map(({ name, type }) => [name, type] as const),
);

/** A write as JSON has it: '' clears. A checkbox cannot be empty: cleared, it is not ticked. */
export function toRecord({ type, id, values }: HealthWrite): Readonly<Record<string, unknown>> {
  const fields = Object.entries(values).map(([name, text]) => [apiName(name), toValue(name, text)] as const);
  return { attributes: { type: writtenObject[type] }, id, ...Object.fromEntries(fields) };
}

function toValue(name: string, text: string): Value {
  const type = types.get(name);
  if (type === 'bool') return text === 'true';
  if (text === '') return null;
  return type === 'number' ? Number(text) : text;
}

/** Writes of one object as CSV with one column for each field that any of them names. An empty cell leaves a field as it is; #N/A clears it. */
export function toCsv(writes: readonly HealthWrite[]): string {
  const names = [...new Set(writes.flatMap(({ values }) => Object.keys(values)))];
  const lines = writes.map(({ id, values }) => [id, ...names.map((name) => toCell(name, values[name]))].join(','));
  return `${['Id', ...names.map(apiName)].join(',')}\n${lines.join('\n')}\n`;
}

function toCell(name: string, text: string | undefined): string {
  if (text === undefined) return '';
  if (types.get(name) === 'bool') return text === 'true' ? 'true' : 'false';
  return text === '' ? '#N/A' : `"${text.replaceAll('"', '""')}"`;
}
