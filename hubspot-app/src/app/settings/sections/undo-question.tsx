import { Alert, Button, ButtonRow, Text } from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { Run } from './section.ts';

interface UndoQuestionProps {
  readonly screen: Screen;
  readonly run: Run;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asked before a run is undone, with what follows. */
export function UndoQuestion({ screen: { words, backend }, run, onClose, onDone }: UndoQuestionProps) {
  const undo = useAction(
    words,
    () => backend.act(`/hubspot/runs/${run.id}/undo`, {}),
    () => {
      onClose();
      onDone();
    },
  );
  return (
    <Alert title={words.settings.undoAsk} variant="warning">
      <Text>
        {run.kind}, {run.startedText}
      </Text>
      <Text>{words.settings.undoText}</Text>
      <ButtonRow>
        <ActionButton action={undo} variant="destructive">
          {words.settings.undoSure}
        </ActionButton>
        <Button onClick={onClose}>{words.settings.cancel}</Button>
      </ButtonRow>
    </Alert>
  );
}
