import type { Progress, ProgressStep } from '../../src/ports/progress.ts';

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two lines where there is no terminal to redraw. */
const lineEvery = 5000;
const redrawEvery = 100;
const barWidth = 24;

/**
 * Shows long work on standard error: one redrawn bar on a terminal; elsewhere a plain line when a step begins, every 5 seconds, and when it ends.
 * `nameOf` words a step in the reader's language.
 */
export function createTerminalProgress(
  screen: Screen,
  nameOf: (step: ProgressStep) => string,
  now: () => number,
): Progress & { finish(): void } {
  const shown = new Map<ProgressStep, number>();
  const ended = new Set<ProgressStep>();
  const isTerminal = screen.isTTY === true;

  const draw = (step: ProgressStep, done: number, total: number | null) => {
    const text = line(nameOf(step), done, total);
    screen.write(isTerminal ? `\r\u001b[2K${text.slice(0, (screen.columns ?? 80) - 1)}` : `${text}\n`);
  };
  return {
    step(step, done, total) {
      const last = shown.get(step);
      const atEnd = total !== null && done >= total;
      if (atEnd && ended.has(step)) return;
      if (atEnd) ended.add(step);
      if (last !== undefined && !atEnd && now() - last < (isTerminal ? redrawEvery : lineEvery)) return;
      shown.set(step, now());
      draw(step, done, total);
    },
    finish() {
      if (isTerminal && shown.size > 0) screen.write('\r\u001b[2K');
      shown.clear();
      ended.clear();
    },
  };
}

function line(name: string, done: number, total: number | null): string {
  if (total === null) return `${name} ${done}`;
  const filled = total === 0 ? barWidth : Math.min(barWidth, Math.round((done / total) * barWidth));
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${name} ${done}/${total}`;
}
