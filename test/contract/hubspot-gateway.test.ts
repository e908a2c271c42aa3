import { crmGatewayBattery } from './crm-gateway.battery.ts';
import { openHubSpotWorld } from './hubspot-world.ts';

/** Every request and answer is held against the types of HubSpot's own client; any difference fails the test that caused it. */
const openStrictWorld = async () => {
  const world = await openHubSpotWorld({ conformance: true });
  const close = async () => {
    const violations = await world.control.get('violations');
    await world.close();
    expect(violations).toEqual([]);
  };
  return { ...world, close };
};

crmGatewayBattery('HubSpot', openStrictWorld);
