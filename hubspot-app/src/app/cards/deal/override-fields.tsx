import { DateInput, Select } from '@hubspot/ui-extensions';
import { fromInputDate, toInputDate } from '@renewal-health/hubspot-shared/calendar-day.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import { type DraftErrors, keyOr, type OverrideDraft } from './override-draft.ts';

interface OverrideFieldsProps {
  readonly words: Words;
  readonly draft: OverrideDraft;
  readonly errors: DraftErrors;
  readonly today: string;
  readonly onChange: (part: Partial<OverrideDraft>) => void;
}

export function OverrideFields({ words, draft, errors, today, onChange }: OverrideFieldsProps) {
  const { tiers, renewal } = words;
  return (
    <>
      <Select
        name="tier"
        label={renewal.tier}
        required
        options={optionsOf(tiers)}
        value={draft.tier ?? ''}
        {...problem(errors.tier)}
        onChange={(value) => {
          onChange({ tier: keyOr(tiers, value) });
        }}
      />
      <Select
        name="reason"
        label={renewal.overrideReason}
        required
        options={optionsOf(renewal.reasons)}
        value={draft.reason ?? ''}
        {...problem(errors.reason)}
        onChange={(value) => {
          onChange({ reason: keyOr(renewal.reasons, value) });
        }}
      />
      <DateInput
        name="until"
        label={renewal.until}
        description={renewal.untilHelp}
        required
        timezone="portalTz"
        format="standard"
        min={toInputDate(today)}
        {...(draft.until === null ? {} : { value: toInputDate(draft.until) })}
        {...problem(errors.until)}
        onChange={(value) => {
          onChange({ until: fromInputDate(value) });
        }}
      />
    </>
  );
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const problem = (message: string | undefined) =>
  message === undefined ? {} : { error: true, validationMessage: message };
