import { parseArgs } from 'node:util';
import { endWithParent } from '../common/end-with-parent.ts';
import { chosenBook, giveUp, oneOf } from '../common/program.ts';
import { plans } from './http/rate-limits.ts';
import { type SandboxOptions } from './options.ts';
import { portalKinds } from './portal/portal-kind.ts';
import { startHubSpotSandbox } from './start.ts';

/** node sandbox/hubspot/main.ts: prints one JSON line when it listens, and ends with its parent. README.md lists the options. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    book: { type: 'string' },
    csv: { type: 'string' },
    plan: { type: 'string', default: 'professional' },
    limits: { type: 'string', default: 'on' },
    state: { type: 'string' },
    portal: { type: 'string', default: 'default' },
    token: { type: 'string' },
    clock: { type: 'string' },
    conformance: { type: 'string', default: 'off' },
  },
});

function chosenOptions(): SandboxOptions {
  const book = chosenBook(values.book, values.csv);
  return {
    port: Number(values.port),
    ...(book === null ? {} : { book }),
    plan: oneOf('plan', plans, values.plan),
    limits: oneOf('limits', ['on', 'off'], values.limits) === 'on',
    state: values.state ?? null,
    portal: oneOf('portal', portalKinds, values.portal),
    token: values.token ?? null,
    clock: values.clock ?? null,
    conformance: oneOf('conformance', ['on', 'off'], values.conformance) === 'on',
  };
}

const start = async () => startHubSpotSandbox(chosenOptions());
const { url, controlUrl, accessToken, portalId, oauth } = await start().catch(giveUp(values.port));
console.log(JSON.stringify({ url, controlUrl, accessToken, portalId, oauth }));

endWithParent();
