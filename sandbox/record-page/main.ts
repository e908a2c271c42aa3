import { fstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { startRecordPage } from './start.ts';

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
  },
});

function required(name: keyof typeof values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

const bundles = required('bundles');
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
});
console.log(JSON.stringify({ url }));

const end = (): never => process.exit(0);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
// a parent that was killed cannot send a signal, but its end of the pipe closes
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', end).on('close', end).resume();
