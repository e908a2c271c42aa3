import { Flex, Form, LoadingButton, MultiSelect, Select, Text } from '@hubspot/ui-extensions';
import type { SaveMapping } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import { useState } from 'react';
import type { SectionProps } from './section.ts';

type Field = SectionProps['settings']['mapping'][number];

/** Which of the portal's fields mean what, each with its candidates and why; and which pipelines hold renewals. */
export function Mapping({ screen: { words, backend }, settings, onDone }: SectionProps) {
  const [fields, setFields] = useState<SaveMapping['fields']>({});
  const [pipelineIds, setPipelineIds] = useState<readonly string[] | null>(null);
  const { pipelines, sentence } = settings.renewalRule;
  const chosen = pipelineIds ?? pipelines.filter((pipeline) => pipeline.chosen).map(({ id }) => id);
  const body: SaveMapping = {
    fields: { ...Object.fromEntries(settings.mapping.map(({ target, field }) => [target, field])), ...fields },
    pipelineIds: chosen,
  };
  const save = useAction(words, () => backend.act('/hubspot/settings/mapping', { ...body }), onDone);
  return (
    <Form onSubmit={save.run} preventDefault>
      <Flex direction="column" gap="md">
        {settings.mapping.map((field) => (
          <FieldSelect
            key={field.target}
            words={words}
            field={field}
            value={body.fields[field.target] ?? null}
            onChange={(value) => {
              setFields((earlier) => ({ ...earlier, [field.target]: value }));
            }}
          />
        ))}
        <Text>{sentence}</Text>
        <MultiSelect
          name="pipelines"
          label={words.settings.pipelines}
          value={[...chosen]}
          options={pipelines.map(({ id, label }) => ({ value: id, label }))}
          onChange={(values) => {
            setPipelineIds(values.map(String));
          }}
        />
        <LoadingButton type="submit" variant="primary" loading={save.isRunning}>
          {words.settings.saveMapping}
        </LoadingButton>
      </Flex>
    </Form>
  );
}

interface FieldSelectProps {
  readonly words: Words;
  readonly field: Field;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const FieldSelect = ({ words, field, value, onChange }: FieldSelectProps) => (
  <Select
    name={field.target}
    label={field.label}
    description={value === null ? field.consequence : whyOf(words, field, value)}
    value={value ?? ''}
    options={[{ value: '', label: words.none }, ...optionsOf(field)]}
    onChange={(choice) => {
      onChange(choice === '' ? null : String(choice));
    }}
  />
);

/** The field in use is offered even when it is no longer among the candidates: else the list would show another one as chosen. */
function optionsOf({ field, candidates }: Field) {
  const options = candidates.map((candidate) => ({ value: candidate.field, label: candidate.label }));
  const isOffered = field === null || candidates.some((candidate) => candidate.field === field);
  return isOffered ? options : [{ value: field, label: field }, ...options];
}

/** Nothing where somebody chose a field that the product would not have proposed. */
function whyOf(words: Words, { candidates }: Field, value: string): string {
  const why = candidates.find(({ field }) => field === value)?.why ?? '';
  return why === '' ? '' : words.settings.suggested(why);
}
