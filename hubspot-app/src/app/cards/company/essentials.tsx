import { DescriptionList, DescriptionListItem, Flex, Text } from '@hubspot/ui-extensions';
import { entryOf } from '@renewal-health/hubspot-shared/entry-of.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { ReactNode } from 'react';
import { Headline } from './headline.tsx';
import type { CompanyProperties } from './use-company-properties.ts';

interface EssentialsProps {
  readonly words: Words;
  readonly record: CompanyProperties;
  /** The next step only: what fits into the sidebar. */
  readonly brief: boolean;
  /** Why there is no more than this; stands below the score, which comes first. */
  readonly children: ReactNode;
}
type Fact = readonly [label: string, text: string | null];

/** Score, tier and the written sentences from the record's own properties. A code that this version of the card does not know is shown as it is. */
export function Essentials({ words, record, brief, children }: EssentialsProps) {
  const band = record.band ?? 'insufficient_data';
  const nextStep: Fact = [words.health.nextStep, record.nextStep];
  const all: readonly Fact[] = [
    [words.health.whatChanged, record.changeReason],
    nextStep,
    [words.health.drivers, record.drivers],
    [words.health.nextRenewal, record.nextDate],
    [words.health.arrAtRisk, record.arrAtRisk === null ? null : withCurrency(words, record.arrAtRisk)],
    [words.health.asOf, record.scoredAt],
  ];
  return (
    <Flex direction="column" gap="sm">
      <Headline
        words={words}
        score={record.score}
        band={{ code: band, label: entryOf<string>(words.bands, band, band) }}
        tier={
          record.tier === null
            ? null
            : { code: record.tier, label: entryOf<string>(words.tiers, record.tier, record.tier) }
        }
        change={record.change30d}
      />
      {children}
      <Facts facts={brief ? [nextStep] : all} />
    </Flex>
  );
}

/** Texts of several lines keep them: HubSpot's Text runs lines together. */
const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <DescriptionList direction="column">
    {facts.map(([label, text]) =>
      text === null ? null : (
        <DescriptionListItem key={label} label={label}>
          {text.split('\n').map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </DescriptionListItem>
      ),
    )}
  </DescriptionList>
);

/** HubSpot writes a symbol only where the portal marks the property as money, which its API does not let an app do. */
const withCurrency = (words: Words, amount: string): string =>
  /^[\d.,\s\u2019]+$/u.test(amount) ? words.health.inAccountCurrency(amount) : amount;
