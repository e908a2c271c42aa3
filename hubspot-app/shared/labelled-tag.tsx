import { Tag, Text } from '@hubspot/ui-extensions';
import type { Tone } from './tones.ts';

/** "Forecast: At risk": the label keeps a tag readable on its own, the word keeps it readable without colour. */
export function LabelledTag({
  label,
  word,
  tone,
}: {
  readonly label: string;
  readonly word: string;
  readonly tone: Tone;
}) {
  return (
    <Text inline>
      {label}
      {': '}
      <Tag variant={tone} inline>
        {word}
      </Tag>
    </Text>
  );
}
