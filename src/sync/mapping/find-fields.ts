import type { CrmField } from '../../ports/crm.ts';
import type { CandidateReason, FieldCandidate } from './mapping-proposal.ts';
import type { TargetWords } from './mapping-words.ts';
import { plainWords } from './plain-words.ts';

/** Our own properties must never be proposed as input: the product would read its own output. */
const ours = /^renewal_(health|tier|next_date|arr_at_risk|probability|user|power|last)/i;

interface Match {
  readonly why: CandidateReason;
  readonly confidence: number;
}

/** The candidates for one target, best first. A field of the wrong type or with an excluding word is none. */
export function findFields(fields: readonly CrmField[], words: TargetWords): readonly FieldCandidate[] {
  return fields
    .flatMap((field) => {
      const match = ours.test(field.name) ? null : matchField(field, words);
      return match === null ? [] : [{ field: field.name, label: field.label, ...match }];
    })
    .sort((a, b) => b.confidence - a.confidence || (a.field < b.field ? -1 : 1));
}

function matchField(field: CrmField, words: TargetWords): Match | null {
  if (!words.types.includes(field.type)) return null;
  const standard = words.standard.find(({ name }) => name === field.name);
  if (standard !== undefined) return { why: 'standard_field', confidence: standard.confidence };
  const name = plainWords(field.name);
  const label = plainWords(field.label);
  if (words.never.some((word) => holdsWord(name, word) || holdsWord(label, word))) return null;
  return exactMatch(name, label, words) ?? partialMatch(name, label, field.custom, words);
}

function exactMatch(name: string, label: string, { exact }: TargetWords): Match | null {
  if (exact.includes(label)) return { why: 'exact_label', confidence: 0.95 };
  return exact.includes(name) ? { why: 'exact_name', confidence: 0.9 } : null;
}

/** A similar standard field is a chance likeness more often than a custom one: it stays below the line of a default. */
function partialMatch(name: string, label: string, custom: boolean, { partial }: TargetWords): Match | null {
  const holdsAll = (text: string) => partial.some((parts) => parts.every((part) => text.includes(part)));
  if (holdsAll(label)) return { why: 'similar_label', confidence: custom ? 0.7 : 0.3 };
  return holdsAll(name) ? { why: 'similar_name', confidence: custom ? 0.6 : 0.3 } : null;
}

/** Short words count as whole words only ("hs" is not in "lehrstuhlshs"), long ones also inside German compounds. */
function holdsWord(text: string, word: string): boolean {
  return word.length > 4 || word.includes(' ') ? text.includes(word) : ` ${text} `.includes(` ${word} `);
}
