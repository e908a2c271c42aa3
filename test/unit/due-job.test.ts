import { dueJob, type LastRuns } from '../../server/jobs/due-job.ts';

const at = (text: string) => new Date(text);
const berlin = 'Europe/Berlin';

test.each<[string, string, LastRuns, ReturnType<typeof dueJob>]>([
  ['nothing ever ran, by day', '2026-11-22T12:00:00Z', {}, 'full'],
  ['a full sync ran 14 minutes ago', '2026-11-22T12:14:00Z', { full: '2026-11-22T12:00:00.000Z' }, null],
  ['a full sync ran 15 minutes ago', '2026-11-22T12:15:00Z', { full: '2026-11-22T12:00:00.000Z' }, 'incremental'],
  [
    'an incremental ran 10 minutes ago',
    '2026-11-22T12:40:00Z',
    { full: '2026-11-22T03:00:00.000Z', incremental: '2026-11-22T12:30:00.000Z' },
    null,
  ],
  [
    'a new day, before two o’clock local',
    '2026-11-23T00:30:00Z',
    { full: '2026-11-22T03:00:00.000Z', incremental: '2026-11-23T00:20:00.000Z' },
    null,
  ],
  [
    'a new day, after two o’clock local',
    '2026-11-23T01:00:00Z',
    { full: '2026-11-22T03:00:00.000Z', incremental: '2026-11-23T00:50:00.000Z' },
    'recompute',
  ],
  [
    'the night is done',
    '2026-11-23T01:10:00Z',
    { full: '2026-11-22T03:00:00.000Z', recompute: '2026-11-23T01:00:00.000Z' },
    null,
  ],
  [
    'seven days after the full sync',
    '2026-11-29T03:00:00Z',
    { full: '2026-11-22T03:00:00.000Z', recompute: '2026-11-28T01:00:00.000Z' },
    'full',
  ],
])('%s', (_name, now, last, expected) => {
  expect(dueJob(at(now), berlin, last)).toBe(expected);
});

test('the hour that daylight saving leaves out does not skip the night, and the one it repeats does not double it', () => {
  const before = { full: '2026-03-28T02:00:00.000Z', incremental: '2026-03-29T00:59:00.000Z' };
  expect(dueJob(at('2026-03-29T01:00:00Z'), berlin, before)).toBe('recompute');
  const doubled = {
    full: '2026-10-24T02:00:00.000Z',
    recompute: '2026-10-25T00:05:00.000Z',
    incremental: '2026-10-25T00:55:00.000Z',
  };
  expect(dueJob(at('2026-10-25T01:05:00Z'), berlin, doubled)).toBe(null);
});
