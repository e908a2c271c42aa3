import { Alert, Text } from '@hubspot/ui-extensions';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { AccountHealth } from './use-company-health.ts';

interface GatesProps {
  readonly words: Words;
  readonly health: AccountHealth;
  /** Without evidence and effect, which the card on the tab shows. */
  readonly brief?: boolean;
}

/** Facts that overrule the score, each with its evidence and what it does to the forecast. */
export const Gates = ({ words, health, brief = false }: GatesProps) => (
  <>
    {health.gates.map(({ id, name, sentence, evidence, caps }) => (
      <Alert key={id} title={name} variant={caps.code === 'at_risk' ? 'danger' : 'warning'}>
        <Text>{sentence}</Text>
        {brief ? null : <Text>{words.health.caps(caps.label)}</Text>}
        {brief || evidence === '' ? null : <Text variant="microcopy">{evidence}</Text>}
      </Alert>
    ))}
  </>
);
