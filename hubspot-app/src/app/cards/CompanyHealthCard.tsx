import { hubspot } from '@hubspot/ui-extensions';
import { CompanyHealth } from './company/company-health.tsx';

hubspot.extend<'crm.record.tab'>(() => <CompanyHealth />);
