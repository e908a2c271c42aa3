import { crmGatewayBattery } from './crm-gateway.battery.ts';
import { openHubSpotWorld } from './hubspot-world.ts';

crmGatewayBattery('HubSpot', () => openHubSpotWorld());
