import {
  EmptyState,
  Flex,
  LoadingSpinner,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { accountHealthAnswer } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAnswer } from '@renewal-health/hubspot-shared/use-answer.ts';
import { useScreen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { DealEssentials, isRecorded } from './deal-essentials.tsx';
import { OpenRenewal } from './open-renewal.tsx';
import { useDealProperties } from './use-deal-properties.ts';

/** The card on the deal's tab: this renewal's forecast, why, what would lift it, and the reader's own forecast. */
export function DealRenewal() {
  const screen = useScreen();
  const { crm } = useExtensionContext<'crm.record.tab'>();
  const { refreshObjectProperties } = useExtensionActions<'crm.record.tab'>();
  const record = useDealProperties();
  const path = `/hubspot/renewals/${crm.objectId}`;
  const asked = useAnswer(screen.backend, `${path}/health`, accountHealthAnswer);
  const health = asked.value;
  const { words } = screen;
  if (health === null)
    return (
      <Flex direction="column" gap="md">
        <DealEssentials words={words} record={record} />
        <Failed words={words} asked={asked} besideRecord={isRecorded(record)} />
        {asked.isLoading ? <LoadingSpinner label={words.loading} showLabel /> : null}
      </Flex>
    );
  if (health.state === 'not_scored_yet') return <Nothing title={words.health.notScored} text={health.sentence} />;
  const renewal = health.renewals.find(({ id }) => id === String(crm.objectId));
  if (renewal === undefined) return <Nothing title={words.renewal.notOpen} text={words.renewal.notOpenText} />;
  const onSaved = () => {
    refreshObjectProperties();
    void record.refetch();
    asked.reload();
  };
  return (
    <Flex direction="column" gap="md">
      <Failed words={words} asked={asked} />
      <OpenRenewal screen={screen} path={path} health={health} renewal={renewal} record={record} onSaved={onSaved} />
    </Flex>
  );
}

const Nothing = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <EmptyState title={title} layout="vertical" imageName="deals">
    <Text>{text}</Text>
  </EmptyState>
);
