import { hubspot } from '@hubspot/ui-extensions';
import { CompanyGlance } from './company/company-glance.tsx';

hubspot.extend<'crm.record.sidebar'>(() => <CompanyGlance />);
