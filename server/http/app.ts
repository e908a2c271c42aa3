import express, { type Express } from 'express';
import helmet from 'helmet';

export interface AppDependencies {
  /** Resolves when the database answers; rejects otherwise. */
  readonly checkDatabase: () => Promise<void>;
  /** False while the process is ending: load balancers then look elsewhere. */
  readonly isServing: () => boolean;
}

/** The health endpoints. They name no tenant and no customer: nothing here needs a session. */
export function createApp({ checkDatabase, isServing }: AppDependencies): Express {
  const app = express();
  app.use(helmet());
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const ready = isServing() && (await answers(checkDatabase));
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not_ready' });
  });
  app.use((_request, response) => {
    response.status(404).json({ error: 'not_found' });
  });
  return app;
}

async function answers(check: () => Promise<void>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}
