import { Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import { Runs } from './runs.tsx';
import type { SectionProps } from './section.ts';

const tones = { ok: 'success', paused: 'warning', failing: 'danger', never_synced: 'info' } as const;

/** Whether the connection works, in plain words, and what ran last. */
export function ConnectionState({ screen, settings, onDone }: SectionProps) {
  const { words, backend } = screen;
  const { name, state, sentence } = settings.connection;
  const resume = useAction(words, () => backend.act('/hubspot/resume', {}), onDone);
  return (
    <Flex direction="column" gap="md" align="start">
      <Heading>{name}</Heading>
      <StatusTag variant={tones[state]}>{words.settings.states[state]}</StatusTag>
      <Text>{sentence}</Text>
      {state === 'paused' ? (
        <ActionButton action={resume} variant="primary">
          {words.settings.resume}
        </ActionButton>
      ) : null}
      <Heading>{words.settings.lastRuns}</Heading>
      <Runs screen={screen} settings={settings} onDone={onDone} />
    </Flex>
  );
}
