import { DescriptionList, DescriptionListItem, Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { LabelledTag } from '@renewal-health/hubspot-shared/labelled-tag.tsx';
import { tierTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { ReactNode } from 'react';
import type { AccountHealth } from '../company/use-company-health.ts';

export type Renewal = AccountHealth['renewals'][number];

interface RenewalFactsProps {
  readonly words: Words;
  readonly renewal: Renewal;
  /** Stands beside the tiers. */
  readonly children?: ReactNode;
}

/** The three tiers side by side, why, what would lift it, and when it is due. */
export function RenewalFacts({ words, renewal, children }: RenewalFactsProps) {
  return (
    <Flex direction="column" gap="sm">
      <Tiers words={words} renewal={renewal}>
        {children}
      </Tiers>
      <Text>{renewal.reason}</Text>
      {renewal.human === null ? null : <Text>{renewal.human.sentence}</Text>}
      <DescriptionList direction="row">
        {facts(words, renewal).map(([label, value]) => (
          <DescriptionListItem key={label} label={label}>
            <Text>{value}</Text>
          </DescriptionListItem>
        ))}
      </DescriptionList>
      {renewal.lift === '' ? null : (
        <Text>
          <Text inline format={{ fontWeight: 'demibold' }}>
            {words.renewal.lift}
            {':'}
          </Text>{' '}
          {renewal.lift}
        </Text>
      )}
    </Flex>
  );
}

function Tiers({ words, renewal: { final, machine, human, lateToClose }, children }: RenewalFactsProps) {
  const expired = human?.state === 'expired' ? ` (${words.renewal.expired})` : '';
  return (
    <Flex direction="row" gap="md" align="center" wrap>
      <LabelledTag label={words.renewal.final} word={final.label} tone={tierTone(final.code)} />
      <LabelledTag label={words.renewal.machine} word={machine.label} tone={tierTone(machine.code)} />
      <LabelledTag
        label={words.renewal.human}
        word={human === null ? words.renewal.notSet : human.label + expired}
        tone={human?.state === 'valid' ? tierTone(human.code) : 'default'}
      />
      {children}
      {lateToClose ? <StatusTag variant="danger">{words.renewal.late}</StatusTag> : null}
    </Flex>
  );
}

const facts = (words: Words, renewal: Renewal): readonly (readonly [label: string, value: string])[] =>
  [
    [words.renewal.date, renewal.dateText],
    [words.renewal.arr, renewal.arr],
    [words.renewal.milestone, renewal.milestone],
    [words.renewal.lead, renewal.leadBy],
  ].flatMap(([label = '', value = '']) => (value === '' ? [] : [[label, value] as const]));
