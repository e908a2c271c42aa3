import {
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { failureText } from '@renewal-health/hubspot-shared/failure-text.ts';
import { dryRun, type DryRun } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { shownName } from '@renewal-health/hubspot-shared/shown-name.ts';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import { useState } from 'react';
import type { SectionProps } from './section.ts';

/** Look first, then approve: the button that writes appears with the list of what it would change. */
export function WriteBack({ screen: { words, backend }, onDone }: SectionProps) {
  const { addAlert } = useExtensionActions<'settings'>();
  const [plan, setPlan] = useState<DryRun | null>(null);
  const [isLooking, setLooking] = useState(false);
  const look = async () => {
    setLooking(true);
    const reply = await backend.post('/hubspot/dry-run', {}, dryRun);
    setLooking(false);
    setPlan(reply.ok ? reply.value : null);
    if (!reply.ok) addAlert({ type: 'danger', message: failureText(words, reply) });
  };
  const approve = useAction(
    words,
    () => backend.act('/hubspot/sync', {}),
    () => {
      setPlan(null);
      onDone();
    },
  );
  return (
    <Flex direction="column" gap="md" align="start">
      <Text>{words.settings.dryRunHelp}</Text>
      <ActionButton action={{ run: () => void look(), isRunning: isLooking }}>{words.settings.dryRun}</ActionButton>
      {plan === null ? null : (
        <>
          <Text format={{ fontWeight: 'bold' }}>{plan.sentence}</Text>
          <Changes words={words} plan={plan} />
          <ActionButton action={approve} variant="primary" disabled={plan.changes.length === 0}>
            {words.settings.approve}
          </ActionButton>
        </>
      )}
    </Flex>
  );
}

function Changes({ words, plan }: { readonly words: Words; readonly plan: DryRun }) {
  if (plan.changes.length === 0) return null;
  const { record, property, before, after, emptyValue } = words.settings;
  return (
    <>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            {[record, property, before, after].map((title) => (
              <TableHeader key={title}>{title}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {plan.changes.map((change, index) => (
            // records may share a name, so the place in the list is part of the key
            <TableRow key={`${index} ${change.property}`}>
              <TableCell>{shownName(change.record, words.unknown)}</TableCell>
              <TableCell>{change.property}</TableCell>
              <TableCell>{change.before === '' ? emptyValue : change.before}</TableCell>
              <TableCell>{change.after === '' ? emptyValue : change.after}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {plan.more === 0 ? null : <Text>{words.settings.more(plan.more)}</Text>}
    </>
  );
}
