import { entryOf } from '@renewal-health/hubspot-shared/entry-of.ts';
import { Flex, Text } from '@hubspot/ui-extensions';
import { LabelledTag } from '@renewal-health/hubspot-shared/labelled-tag.tsx';
import { bandTone, tierTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { DealProperties } from './use-deal-properties.ts';

interface DealEssentialsProps {
  readonly words: Words;
  readonly record: DealProperties;
}

export const isRecorded = ({ tier, band }: DealProperties): boolean => tier !== null || band !== null;

/** Tier, reason and health from the deal's own properties. Nothing when it holds none. */
export function DealEssentials({ words, record }: DealEssentialsProps) {
  if (!isRecorded(record)) return null;
  const tiers: Readonly<Record<string, string>> = words.tiers;
  const bands: Readonly<Record<string, string>> = words.bands;
  const word = (labels: Readonly<Record<string, string>>, code: string) => entryOf(labels, code, code);
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="md" align="center" wrap>
        {tag(words.renewal.final, record.tier, (code) => word(tiers, code), tierTone)}
        {tag(words.renewal.machine, record.machineTier, (code) => word(tiers, code), tierTone)}
        {tag(words.health.band, record.band, (code) => withScore(word(bands, code), record.score), bandTone)}
      </Flex>
      {record.reason === null ? null : <Text>{record.reason}</Text>}
    </Flex>
  );
}

const tag = (label: string, code: string | null, word: (code: string) => string, tone: typeof tierTone) =>
  code === null ? null : <LabelledTag label={label} word={word(code)} tone={tone(code)} />;

const withScore = (band: string, score: number | null): string => (score === null ? band : `${band} (${score})`);
