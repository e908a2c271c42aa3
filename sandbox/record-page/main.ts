import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRecordPage } from './start.ts';
import { endWithParent } from '../common/end-with-parent.ts';

/** node sandbox/record-page/main.ts: prints one JSON line when it listens, and ends with its parent. README.md lists the options. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    bundles: { type: 'string' },
    project: { type: 'string' },
    profile: { type: 'string' },
    hubspot: { type: 'string' },
    token: { type: 'string' },
    backend: { type: 'string' },
    'client-secret': { type: 'string' },
    'app-id': { type: 'string' },
    'salesforce-project': { type: 'string', default: join(import.meta.dirname, '../../salesforce-lwc-bridge') },
    salesforce: { type: 'string' },
    'salesforce-client-id': { type: 'string', default: '' },
    'salesforce-client-secret': { type: 'string', default: '' },
  },
});

function required(name: keyof typeof values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

const bundles = required('bundles');
const { salesforce: org, 'salesforce-client-id': clientId, 'salesforce-client-secret': clientSecret } = values;
const { url } = await startRecordPage({
  port: Number(values.port),
  bundles,
  project: values.project ?? dirname(bundles),
  profile: values.profile ?? null,
  hubspot: required('hubspot'),
  token: required('token'),
  backend: required('backend'),
  clientSecret: required('client-secret'),
  appId: Number(required('app-id')),
  salesforce: {
    project: values['salesforce-project'],
    org: org === undefined ? null : { url: org, clientId, clientSecret },
  },
});
console.log(JSON.stringify({ url }));

endWithParent();
