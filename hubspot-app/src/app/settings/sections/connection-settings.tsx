import { LoadingSpinner, Tab, Tabs } from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { hubspotSettings } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAnswer } from '@renewal-health/hubspot-shared/use-answer.ts';
import { useScreen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { ConnectionState } from './connection-state.tsx';
import { DataQuality } from './data-quality.tsx';
import { Mapping } from './mapping.tsx';
import { Preferences } from './preferences.tsx';
import { ScorecardInForce } from './scorecard-in-force.tsx';
import { WriteBack } from './write-back.tsx';

/** What an administrator sets and sees. Each tab is a surface of its own, so each may have its one primary button. */
export function ConnectionSettings() {
  const screen = useScreen();
  const { words, backend } = screen;
  const asked = useAnswer(backend, '/hubspot/settings', hubspotSettings);
  const settings = asked.value;
  if (settings === null)
    return asked.failure === null ? (
      <LoadingSpinner label={words.loading} showLabel />
    ) : (
      <Failed words={words} asked={asked} />
    );
  const section = { screen, settings, onDone: asked.reload };
  return (
    <>
      <Failed words={words} asked={asked} />
      <Tabs defaultSelected="connection">
        <Tab tabId="connection" title={words.settings.connection}>
          <ConnectionState {...section} />
        </Tab>
        <Tab tabId="writing" title={words.settings.writing}>
          <WriteBack {...section} />
        </Tab>
        <Tab tabId="mapping" title={words.settings.mapping}>
          <Mapping {...section} />
        </Tab>
        <Tab tabId="quality" title={words.settings.dataQuality}>
          <DataQuality {...section} />
        </Tab>
        <Tab tabId="preferences" title={words.settings.preferences}>
          <Preferences {...section} />
        </Tab>
        <Tab tabId="scorecard" title={words.settings.scorecard}>
          <ScorecardInForce {...section} />
        </Tab>
      </Tabs>
    </>
  );
}
