import { crmGatewayBattery } from './crm-gateway.battery.ts';
import { openSalesforceWorld } from './salesforce-world.ts';

crmGatewayBattery('Salesforce', openSalesforceWorld, {
  createsFields: false,
  linksApart: false,
  mergesRenewals: false,
});
