import { createClock } from '../common/clock.ts';
import { createBulkPace } from './bulk/bulk-jobs.ts';
import { createFaults } from '../common/fault-plan.ts';
import { createControl } from './control/control.ts';
import { type Fault } from './faults/fault.ts';
import { createApiLimits } from './http/api-limits.ts';
import { createCallLog } from './http/call-log.ts';
import { createRouter, type Router } from './http/router.ts';
import { startServer } from './http/server.ts';
import { createConnectedApp, type ConnectedApp } from './oauth/connected-app.ts';
import { createGrants } from './oauth/grants.ts';
import { oauthRoutes } from './oauth/oauth-routes.ts';
import { createSessions } from './oauth/sessions.ts';
import { seedName, type SandboxOptions } from './options.ts';
import { type Mutation } from './org/mutation.ts';
import { createOrg } from './org/create-org.ts';
import { apiRoutes } from './routes/all-routes.ts';
import { type RouteContext } from './routes/route-context.ts';
import { seedOrg } from './seed/seed-org.ts';
import { keepState } from './state-file.ts';
import { createRowRules } from './write/row-rules.ts';

export interface SalesforceSandbox {
  /** Login and instance address at once: the org's My Domain. */
  readonly url: string;
  readonly controlUrl: string;
  /** 18 characters. */
  readonly orgId: string;
  readonly oauth: Pick<ConnectedApp, 'clientId' | 'clientSecret' | 'username'>;
  readonly close: () => Promise<void>;
}

/** Starts Salesforce on loopback. Throws when the port is taken or the state file belongs to another org. */
export async function startSalesforceSandbox(options: SandboxOptions = {}): Promise<SalesforceSandbox> {
  const { clock: start = null, dailyLimit = 115_000, book } = options;
  const clock = createClock(start === null ? null : Date.parse(start));
  const org = createOrg(options.org ?? 'default');
  seedOrg(org, book ?? null, clock.now());
  if (options.state !== undefined && options.state !== null) keepState(org, options.state, seedName(options));
  const journal: Mutation[] = [];
  org.onCommit((mutation) => void journal.push(mutation));
  const app = createConnectedApp(org.actors.api);
  const sessions = createSessions(clock);
  const grants = createGrants(org, app, sessions);
  const limits = createApiLimits(clock, dailyLimit);
  const log = createCallLog();
  const rules = createRowRules();
  const faults = createFaults<Fault>();
  const context: RouteContext = { org, clock, limits, log, rules };
  const pace = createBulkPace();
  const router: Router = createRouter([
    ...oauthRoutes({ org, app, sessions, grants, log }),
    ...apiRoutes(context, pace, () => router),
  ]);
  const control = createControl({ org, clock, app, sessions, limits, log, rules, faults, pace, journal });
  const server = await startServer({
    port: options.port ?? 0,
    router,
    sessions,
    limits,
    log,
    faults,
    clock,
    control,
  });
  return {
    url: server.url,
    controlUrl: `${server.url}/__sandbox__`,
    orgId: org.id,
    oauth: { clientId: app.clientId, clientSecret: app.clientSecret, username: app.username },
    close: server.close,
  };
}
