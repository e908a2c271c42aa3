import { parseArgs } from 'node:util';
import { endWithParent } from '../common/end-with-parent.ts';
import { chosenBook, giveUp, oneOf } from '../common/program.ts';
import { type SandboxOptions } from './options.ts';
import { orgKinds } from './org/org-kind.ts';
import { startSalesforceSandbox } from './start.ts';

/** node sandbox/salesforce/main.ts: prints one JSON line when it listens, and ends with its parent. README.md lists the options. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    book: { type: 'string' },
    csv: { type: 'string' },
    org: { type: 'string', default: 'default' },
    'daily-limit': { type: 'string', default: '115000' },
    state: { type: 'string' },
    clock: { type: 'string' },
  },
});

function chosenOptions(): SandboxOptions {
  const book = chosenBook(values.book, values.csv);
  return {
    port: Number(values.port),
    ...(book === null ? {} : { book }),
    org: oneOf('org', orgKinds, values.org),
    dailyLimit: Number(values['daily-limit']),
    state: values.state ?? null,
    clock: values.clock ?? null,
  };
}

const start = async () => startSalesforceSandbox(chosenOptions());
const { url, controlUrl, orgId, oauth } = await start().catch(giveUp(values.port));
console.log(JSON.stringify({ url, controlUrl, orgId, oauth }));

endWithParent();
