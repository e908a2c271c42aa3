import { type Attributes, SpanStatusCode, trace } from '@opentelemetry/api';
import { failureCode } from '../../src/sync/failure-code.ts';

/** Where no OpenTelemetry SDK runs, its spans are empty and cost next to nothing. */
const tracer = trace.getTracer('renewal-health');

/**
 * Runs `work` in a span of its own, under the one that is active. Of a failure the span holds the code, never the text. Attributes are ids of ours, kinds,
 * counts and codes: `note` adds those that are known only afterwards.
 */
export const inSpan = <T>(
  name: string,
  attributes: Attributes,
  work: (note: (attributes: Attributes) => void) => Promise<T>,
): Promise<T> =>
  tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work((more) => span.setAttributes(more));
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', failureCode(error));
      throw error;
    } finally {
      span.end();
    }
  });

/** A span of something that is over, under the one that is active. In milliseconds since 1970. */
export const spanOf = (name: string, attributes: Attributes, began: number, ended: number): void => {
  tracer.startSpan(name, { attributes, startTime: began }).end(ended);
};
