import { createApp } from '../../server/http/app.ts';
import { listen, type Listening } from '../../server/http/listen.ts';

let server: Listening | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function get(path: string, options: { database?: 'up' | 'down'; serving?: boolean } = {}) {
  const checkDatabase = () => (options.database === 'down' ? Promise.reject(new Error('down')) : Promise.resolve());
  server = await listen(createApp({ checkDatabase, isServing: () => options.serving ?? true }), 0);
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return {
    status: response.status,
    body: await response.json(),
    poweredBy: response.headers.get('x-powered-by'),
  };
}

test('says that it lives, whatever the database does', async () => {
  expect(await get('/healthz', { database: 'down' })).toEqual({ status: 200, body: { status: 'ok' }, poweredBy: null });
});

test('is ready only while the database answers and the process is not ending', async () => {
  expect((await get('/readyz')).status).toBe(200);
  await server?.close();
  expect((await get('/readyz', { database: 'down' })).status).toBe(503);
  await server?.close();
  expect((await get('/readyz', { serving: false })).body).toEqual({ status: 'not_ready' });
});

test('answers any other path with 404 and no page', async () => {
  expect(await get('/accounts')).toEqual({ status: 404, body: { error: 'not_found' }, poweredBy: null });
});

test('a taken port is an error, not a hang', async () => {
  server = await listen(createApp({ checkDatabase: () => Promise.resolve(), isServing: () => true }), 0);
  await expect(listen(() => undefined, server.port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('keeps idle connections for longer than the proxies in front of it do', async () => {
  server = await listen(createApp({ checkDatabase: () => Promise.resolve(), isServing: () => true }), 0);
  const { headers } = await fetch(`http://127.0.0.1:${server.port}/healthz`, { headers: { connection: 'keep-alive' } });
  const seconds = Number(/timeout=(\d+)/.exec(headers.get('keep-alive') ?? '')?.[1]);
  expect(seconds).toBeGreaterThan(60);
});
