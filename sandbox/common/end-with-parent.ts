import { fstatSync } from 'node:fs';

/** Ends the process with a signal, or with whoever started it. */
export function endWithParent(): void {
  const end = (): never => process.exit(0);
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  // a parent that was killed cannot send a signal, but its end of the pipe closes
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.on('end', end).on('close', end).resume();
}
