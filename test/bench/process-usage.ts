import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';

export interface ProcessUsage {
  /** Largest resident memory so far. */
  readonly peakMiB: number;
  readonly cpuSeconds: number;
}

/** Ticks of /proc/<pid>/stat a second: USER_HZ is 100 on every Linux that Node runs on. */
const ticks = 100;

/** From Linux's /proc; null once the process has ended, and elsewhere. */
export function usageOf(pid: number): ProcessUsage | null {
  try {
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (peak === undefined) return null; // ended, and not yet collected by its parent
    // the name of the program may hold blanks: fields are counted behind it
    const fields = (/\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '').split(' ').map(Number);
    const [user = 0, system = 0] = fields.slice(11, 13);
    return { peakMiB: Math.round(Number(peak) / 1024), cpuSeconds: (user + system) / ticks };
  } catch {
    return null;
  }
}

/** Of a process and those that it started: a database server and its sessions. */
export function familyCpuSeconds(pid: number): number {
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children.map(Number)].reduce((sum, each) => sum + (usageOf(each)?.cpuSeconds ?? 0), 0);
}

function parentOf(pid: string): number | null {
  try {
    return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return null; // ended meanwhile
  }
}

/** Looks at a process until it ends: the last usage seen, and, once `forgetPeak` was called, the peak since then. */
export function watchProcess(child: ChildProcess, everyMs: number) {
  const pid = child.pid ?? 0;
  let last = usageOf(pid);
  let before: number | null = null;
  const look = (): ProcessUsage | null => (last = usageOf(pid) ?? last);
  const timer = setInterval(look, everyMs);
  child.once('exit', () => {
    clearInterval(timer);
  });
  return {
    forgetPeak: () => {
      before = look()?.peakMiB ?? null;
      if (before !== null) writeFileSync(`/proc/${pid}/clear_refs`, '5'); // proc(5): 5 resets the peak
    },
    seen: () => ({
      startPeakMiB: before,
      workPeakMiB: last?.peakMiB ?? null,
      cpuSeconds: last?.cpuSeconds ?? null,
    }),
  };
}
