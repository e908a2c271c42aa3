import type { Logger } from '../../src/ports/logger.ts';
import type { TraceSettings } from '../trace-settings.ts';

/** Sends spans where a collector is named; elsewhere nothing of the SDK is loaded. What is returned sends the rest, within three seconds, and never rejects. */
export async function startTracing(settings: TraceSettings | null, logger: Logger): Promise<() => Promise<void>> {
  if (settings === null) return () => Promise.resolve();
  const { startSdk } = await import('./tracing-sdk.ts');
  return startSdk(settings, logger);
}
