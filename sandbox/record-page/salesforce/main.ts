import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithParent } from '../../common/end-with-parent.ts';
import { startSalesforcePages } from './start.ts';

/** node sandbox/record-page/salesforce/main.ts: the Salesforce pages by themselves; prints one JSON line when it listens, and ends with its parent. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    project: { type: 'string', default: join(import.meta.dirname, '../../../salesforce-lwc-bridge') },
    org: { type: 'string' },
    'client-id': { type: 'string', default: '' },
    'client-secret': { type: 'string', default: '' },
  },
});
const { org: url, 'client-id': clientId, 'client-secret': clientSecret } = values;
const started = await startSalesforcePages({
  port: Number(values.port),
  project: values.project,
  org: url === undefined ? null : { url, clientId, clientSecret },
});
console.log(JSON.stringify({ url: started.url }));
endWithParent();
