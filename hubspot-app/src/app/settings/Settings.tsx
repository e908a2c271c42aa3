import { hubspot } from '@hubspot/ui-extensions';
import { ConnectionSettings } from './sections/connection-settings.tsx';

hubspot.extend<'settings'>(() => <ConnectionSettings />);
