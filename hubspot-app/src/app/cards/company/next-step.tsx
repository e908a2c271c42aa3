import { Flex, Text, Tile } from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

interface NextStepProps {
  readonly screen: Screen;
  readonly path: string;
  readonly health: AccountHealth;
  readonly onDone: () => void;
}

/** The one thing to do next. The key of the step makes a second click find the task that the first one made. */
export function NextStep({ screen, path, health, onDone }: NextStepProps) {
  const { text, key } = health.nextStep;
  const task = useAction(screen.words, () => screen.backend.act(`${path}/tasks`, { key }), onDone);
  return (
    <Tile compact>
      <Flex direction="column" gap="sm" align="start">
        <Text format={{ fontWeight: 'demibold' }}>{screen.words.health.nextStep}</Text>
        <Text>{text}</Text>
        {health.expansion === null ? null : <Text>{health.expansion}</Text>}
        <ActionButton action={task} variant="primary">
          {screen.words.health.createTask}
        </ActionButton>
      </Flex>
    </Tile>
  );
}
