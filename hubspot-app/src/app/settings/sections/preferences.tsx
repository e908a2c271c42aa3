import { Flex, Form, LoadingButton, Select, Text, Toggle } from '@hubspot/ui-extensions';
import type { SavePreferences } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import { useState } from 'react';
import type { SectionProps } from './section.ts';

export function Preferences({ screen: { words, backend }, settings, onDone }: SectionProps) {
  const [changes, setChanges] = useState<Partial<SavePreferences>>({});
  const body: SavePreferences = { showNames: settings.showNames, locale: settings.crmLocale, ...changes };
  const save = useAction(words, () => backend.act('/hubspot/settings/preferences', { ...body }), onDone);
  const { languages, ...labels } = words.settings;
  return (
    <Form onSubmit={save.run} preventDefault>
      <Flex direction="column" gap="md" align="start">
        <Toggle
          name="showNames"
          label={labels.showNames}
          checked={body.showNames}
          onChange={(showNames) => {
            setChanges((earlier) => ({ ...earlier, showNames }));
          }}
        />
        <Text variant="microcopy">{labels.showNamesHelp}</Text>
        <Select
          name="locale"
          label={labels.language}
          value={body.locale}
          options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          onChange={(value) => {
            setChanges((earlier) => ({ ...earlier, locale: value === 'de' ? 'de' : 'en' }));
          }}
        />
        <LoadingButton type="submit" variant="primary" loading={save.isRunning}>
          {labels.savePreferences}
        </LoadingButton>
      </Flex>
    </Form>
  );
}
