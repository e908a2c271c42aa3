import { context, diag, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import packageFile from '../../package.json' with { type: 'json' };
import type { Logger } from '../../src/ports/logger.ts';
import type { TraceSettings } from '../trace-settings.ts';

/** Sending, its repetitions and the end of the process wait this long for a collector: a container has ten seconds more than the work that it ends. */
const patienceMs = 3_000;

/** Where somebody loaded an SDK before us (`node --import`), ours steps back: spans go where theirs go. */
export function startSdk(settings: TraceSettings, logger: Logger): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ timeoutMillis: patienceMs });
  const provider = new TracerProvider({
    resource: resource(),
    sampler: new ParentBasedSampler({ root: samplerOf(settings) }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: patienceMs })],
  });
  if (!trace.setGlobalTracerProvider(provider)) return () => Promise.resolve();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  warnOnce(logger);
  return async () => {
    try {
      await provider.shutdown();
    } catch {
      diag.error('not delivered');
    }
  };
}

/** What the SDK complains of: a collector that does not answer say. Its words may quote an address or a header. */
function warnOnce(logger: Logger): void {
  let warned = false;
  const warn = () => {
    if (!warned) logger.warn({ setting: 'OTEL_EXPORTER_OTLP_ENDPOINT' }, 'traces not delivered');
    warned = true;
  };
  const silent = () => undefined;
  diag.setLogger({ error: warn, warn, info: silent, debug: silent, verbose: silent });
}

/** Nothing that detectors find on the machine: a command line may name a person. */
const resource = () =>
  resourceFromAttributes({ 'service.name': packageFile.name, 'service.version': packageFile.version }).merge(
    detectResources({ detectors: [serviceInstanceIdDetector, envDetector] }),
  );

/** For the root of a trace; all that is below follows its root anyway. */
function samplerOf({ sampler, ratio }: TraceSettings): Sampler {
  if (sampler.endsWith('always_off')) return new AlwaysOffSampler();
  return sampler.endsWith('traceidratio') ? new TraceIdRatioBasedSampler(ratio) : new AlwaysOnSampler();
}
