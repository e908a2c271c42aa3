import {
  context,
  isSpanContextValid,
  type Link,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import type { RequestHandler } from 'express';
import { routeOf } from './route-of.ts';

const tracer = trace.getTracer('renewal-health');

/**
 * A span for each request: method, pattern of the route and status, and nothing else of it. It begins a trace of its own, linked to the one that the caller
 * names: callers are the internet, and must neither choose what is sampled nor write into traces of ours. Empty where no OpenTelemetry SDK runs.
 */
export const traceRequest: RequestHandler = (request, response, next) => {
  const { method } = request;
  const span = tracer.startSpan(method, {
    ...{ kind: SpanKind.SERVER, root: true, links: linksTo(request.get('traceparent')) },
    attributes: { 'http.request.method': method },
  });
  response.once('close', () => {
    const { statusCode, writableFinished } = response;
    const route = routeOf(request);
    span.updateName(`${method} ${route}`);
    span.setAttributes({ 'http.route': route, 'http.response.status_code': statusCode });
    if (statusCode >= 500 || !writableFinished) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(context.active(), span), next);
};

/** W3C Trace Context: version, trace id, span id, flags. */
const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

function linksTo(header: string | undefined): Link[] {
  const [, traceId = '', spanId = ''] = traceparent.exec(header ?? '') ?? [];
  const named = { traceId, spanId, traceFlags: TraceFlags.NONE, isRemote: true };
  return isSpanContextValid(named) ? [{ context: named }] : [];
}
