import { Button, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { useState } from 'react';
import type { Run, SectionProps } from './section.ts';
import { UndoQuestion } from './undo-question.tsx';

/** The last runs. A run that wrote can be undone, after a question: it changes many records at once. */
export function Runs({ screen, settings: { runs }, onDone }: SectionProps) {
  const { words } = screen;
  const [asking, setAsking] = useState<Run | null>(null);
  if (runs.length === 0) return <Text>{words.settings.noRuns}</Text>;
  return (
    <>
      {asking === null ? null : (
        <UndoQuestion
          screen={screen}
          run={asking}
          onClose={() => {
            setAsking(null);
          }}
          onDone={onDone}
        />
      )}
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            {[words.settings.run, words.settings.started, words.settings.outcome].map((title) => (
              <TableHeader key={title}>{title}</TableHeader>
            ))}
            <TableHeader align="right">{words.settings.undo}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {runs.map((run) => (
            <RunRow key={run.id} screen={screen} run={run} onUndo={setAsking} />
          ))}
        </TableBody>
      </Table>
    </>
  );
}

interface RunRowProps {
  readonly screen: Screen;
  readonly run: Run;
  readonly onUndo: (run: Run) => void;
}

const RunRow = ({ screen: { words }, run, onUndo }: RunRowProps) => (
  <TableRow>
    <TableCell>{run.kind}</TableCell>
    <TableCell>{run.startedText}</TableCell>
    <TableCell>
      <Text>{words.settings.outcomes[run.outcome]}</Text>
      <Text variant="microcopy">{run.sentence}</Text>
    </TableCell>
    <TableCell align="right">
      {run.canUndo ? (
        <Button
          size="xs"
          onClick={() => {
            onUndo(run);
          }}
        >
          {words.settings.undo}
        </Button>
      ) : (
        '–'
      )}
    </TableCell>
  </TableRow>
);
