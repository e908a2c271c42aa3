import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import { Headline } from './headline.tsx';
import type { CompanyProperties } from './use-company-properties.ts';

interface EssentialsProps {
  readonly words: Words;
  readonly record: CompanyProperties;
  /** Say why there is no more than this; not while the rest is still on its way. */
  readonly why: boolean;
}

/** Score, tier and the written sentences from the record's own properties. Nothing when the record holds none. */
export function Essentials({ words, record, why }: EssentialsProps) {
  if (record.band === null) return null;
  return (
    <Flex direction="column" gap="sm">
      <Headline
        words={words}
        score={record.score}
        band={{ code: record.band, label: labelOf(words.bands, record.band) }}
        tier={record.tier === null ? null : { code: record.tier, label: labelOf(words.tiers, record.tier) }}
        change={record.change30d}
      />
      {why ? <Text variant="microcopy">{words.health.fromRecordText}</Text> : null}
      <Facts
        facts={[
          [words.health.whatChanged, record.changeReason],
          [words.health.nextStep, record.nextStep],
          [words.health.drivers, record.drivers],
          [words.health.nextRenewal, record.nextDate],
          [words.health.arrAtRisk, record.arrAtRisk],
          [words.health.asOf, record.scoredAt],
        ]}
      />
    </Flex>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: string | null])[] }) {
  const known = facts.filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  return (
    <DescriptionList direction="column">
      {known.map(([label, value]) => (
        <DescriptionListItem key={label} label={label}>
          <Text>{value}</Text>
        </DescriptionListItem>
      ))}
    </DescriptionList>
  );
}

/** A code that this version of the card does not know is shown as it is. */
const labelOf = (labels: Readonly<Record<string, string>>, code: string): string => labels[code] ?? code;
