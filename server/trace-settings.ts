import { z } from 'zod';

/**
 * OpenTelemetry's own variables, as its specification has them: none of them can be wrong enough to stop the product. Its SDK reads the others itself:
 * headers, certificates, resource attributes.
 */
const environment = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.string().optional(),
  OTEL_TRACES_EXPORTER: z.string().default('otlp'),
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.string().default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.string().default('1'),
});

/** Of which traces, by their root, spans are sent. */
export interface TraceSettings {
  /** A name of the specification: `always_on`, `always_off` or `traceidratio`, `parentbased_` in front or not. */
  readonly sampler: string;
  /** 0 to 1. */
  readonly ratio: number;
}

/** Of the variables that are set. Null where nothing is traced: no collector is named, or somebody switched it off. */
export function traceSettings(variables: Readonly<Record<string, string | undefined>>): TraceSettings | null {
  const env = environment.parse(variables);
  const isNamed = (env.OTEL_EXPORTER_OTLP_ENDPOINT ?? env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) !== undefined;
  const isOff = env.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER !== 'otlp';
  return isNamed && !isOff ? { sampler: env.OTEL_TRACES_SAMPLER, ratio: Number(env.OTEL_TRACES_SAMPLER_ARG) } : null;
}
