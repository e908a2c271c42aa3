import { openDatabase } from '../../../server/storage/database.ts';
import { createBookClock, createCrmWorker, createQueueOn } from '../../helpers/crm-worker.ts';
import { type CrmSpec, createSlowCrm } from './slow-crm.ts';

/** `worker-process.ts <database url> <CrmSpec[] as JSON>`: the product's queue and worker over CRMs in memory. Prints a line when it works; ends on SIGTERM. */
const [url = '', specs = '[]'] = process.argv.slice(2);
const clock = createBookClock();
const silent = () => undefined;
// whoever measures must hear of a failure, or would wait in vain
const logger = { info: silent, warn: silent, error: (fields: object) => void console.error(JSON.stringify(fields)) };
const crms = new Map(
  (JSON.parse(specs) as readonly CrmSpec[]).map((spec) => [spec.id, createSlowCrm(spec, clock)] as const),
);
const database = await openDatabase({ url });
const queue = createQueueOn(database, logger);
await queue.start();
await queue.work(createCrmWorker(database, crms, { clock, logger }));
console.log(JSON.stringify({ works: true }));

process.once('SIGTERM', () => {
  void queue
    .stop(5_000)
    .then(() => database.close())
    .then(() => process.exit(0));
});
