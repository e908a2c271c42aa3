import { createClock, type VirtualClock } from '../common/clock.ts';
import { createControl } from './control/control.ts';
import { type Fault } from './faults/fault.ts';
import { loadConformance } from './conformance.ts';
import { createFaults } from '../common/fault-plan.ts';
import { createCallLog } from './http/call-log.ts';
import { type RouteContext } from './http/call.ts';
import { createRateLimits, planLimits, type Plan } from './http/rate-limits.ts';
import { createRouter } from './http/router.ts';
import { startServer } from './http/server.ts';
import { createTokens, type OAuthApp } from './http/tokens.ts';
import { createViolations } from './http/violations.ts';
import { keepJournal } from './journal.ts';
import { seedName, type SandboxOptions } from './options.ts';
import { createPortal } from './portal/create-portal.ts';
import { type Portal } from './portal/portal.ts';
import { allRoutes } from './routes/all-routes.ts';
import { seedPortal } from './seed/seed-portal.ts';
import { keepState } from './state-file.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';

export interface HubSpotSandbox {
  /** Base path for the official client, without a trailing slash. */
  readonly url: string;
  readonly controlUrl: string;
  readonly accessToken: string;
  readonly portalId: number;
  readonly oauth: OAuthApp;
  readonly close: () => Promise<void>;
}

/** Starts HubSpot on loopback. Throws when the port is taken or the state file belongs to another portal. */
export async function startHubSpotSandbox(options: SandboxOptions = {}): Promise<HubSpotSandbox> {
  const { plan = 'professional', limits: enabled = true, token = null, clock: start = null } = options;
  const clock = createClock(start === null ? null : Date.parse(start));
  const portal = seededPortal(options, clock);
  const journal = keepJournal(portal);
  const tokens = createTokens(clock, { oauth: plan === 'marketplace', token });
  const limits = createRateLimits({ plan, enabled, clock, timeZone: portal.profile.timeZone });
  const context = routeContext(portal, clock, plan, () => limits.usedToday());
  const log = createCallLog(clock);
  const faults = createFaults<Fault>();
  const violations = createViolations(clock);
  const conformance = options.conformance === true ? await loadConformance() : null;
  const router = createRouter(allRoutes(context, tokens));
  const control = createControl({
    portal,
    clock,
    tokens,
    limits,
    log,
    faults,
    violations,
    webhooks: createWebhookSender(portal, tokens, clock),
    journal,
    requirements: context.requirements,
  });
  const server = await startServer({
    port: options.port ?? 0,
    router,
    tokens,
    limits,
    log,
    faults,
    violations,
    clock,
    conformance,
    control,
  });
  return {
    url: server.url,
    controlUrl: `${server.url}/__sandbox__`,
    accessToken: tokens.first,
    portalId: portal.profile.portalId,
    oauth: tokens.app,
    close: server.close,
  };
}

function seededPortal(options: SandboxOptions, clock: VirtualClock): Portal {
  const { state = null, book } = options;
  const portal = createPortal(options.portal ?? 'default', clock.now());
  if (book !== undefined) seedPortal(portal, book);
  if (state !== null) keepState(portal, state, seedName(options));
  return portal;
}

/** HubSpot's own numbers of custom properties an object may have. */
const propertyLimits: Readonly<Record<Plan, number>> = {
  free: 10,
  professional: 1_000,
  marketplace: 1_000,
  unbounded: 1_000,
};

function routeContext(portal: Portal, clock: VirtualClock, plan: Plan, used: () => number): RouteContext {
  return {
    portal,
    clock,
    requirements: [],
    propertyLimit: propertyLimits[plan],
    dailyUsage: () => ({ used: used(), limit: planLimits[plan].daily ?? 0 }),
  };
}
