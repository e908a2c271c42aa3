import { Button, ButtonRow, Flex, Form, LoadingButton } from '@hubspot/ui-extensions';
import { dayIn } from '@renewal-health/hubspot-shared/calendar-day.ts';
import type { OverrideTier } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { useState } from 'react';
import { bodyOf, type DraftErrors, errorsOf, type OverrideDraft, startDraft } from './override-draft.ts';
import { OverrideFields } from './override-fields.tsx';
import type { DealProperties } from './use-deal-properties.ts';

interface OverrideFormProps {
  readonly screen: Screen;
  readonly path: string;
  readonly current: DealProperties['override'];
  /** A forecast of people exists, so that there is something to clear. */
  readonly isSet: boolean;
  readonly onSaved: () => void;
}
const cleared: OverrideTier = { tier: null, reason: null, until: null };

/** The reader's own forecast: tier, reason and last day, or back to the calculated one. */
export function OverrideForm({ screen, path, current, isSet, onSaved }: OverrideFormProps) {
  const { words, backend, timeZone } = screen;
  const today = dayIn(timeZone, new Date());
  const [changes, setChanges] = useState<Partial<OverrideDraft>>({});
  const [errors, setErrors] = useState<DraftErrors>({});
  const draft = { ...startDraft(words, current, today), ...changes };
  const saved = () => {
    setChanges({});
    onSaved();
  };
  const save = useAction(words, () => backend.act(`${path}/override`, { ...bodyOf(draft) }), saved);
  const clear = useAction(words, () => backend.act(`${path}/override`, { ...cleared }), saved);
  const submit = () => {
    const found = errorsOf(words, draft, today);
    setErrors(found);
    if (Object.keys(found).length === 0) save.run();
  };
  const change = (part: Partial<OverrideDraft>) => {
    setErrors({});
    setChanges((earlier) => ({ ...earlier, ...part }));
  };
  return (
    <Form onSubmit={submit} preventDefault>
      <Flex direction="column" gap="sm">
        <OverrideFields words={words} draft={draft} errors={errors} today={today} onChange={change} />
        <ButtonRow>
          <LoadingButton type="submit" variant="primary" loading={save.isRunning}>
            {words.renewal.save}
          </LoadingButton>
          <Button disabled={!isSet || clear.isRunning} onClick={clear.run}>
            {words.renewal.clear}
          </Button>
        </ButtonRow>
      </Flex>
    </Form>
  );
}
