import { hubspot } from '@hubspot/ui-extensions';
import { DealRenewal } from './deal/deal-renewal.tsx';

hubspot.extend<'crm.record.tab'>(() => <DealRenewal />);
