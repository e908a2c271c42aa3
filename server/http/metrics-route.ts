import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { routeOf } from './middleware/route-of.ts';

/** What an operator's Prometheus asks for, and what is counted of each answer. */
export interface HttpMetrics {
  readonly token: string;
  answered(request: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** Counts each answer under the pattern of its route: a path would hold record ids, and every scanner's guess would be a series of its own. */
export const countAnswers =
  (metrics: HttpMetrics): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    response.on('finish', () => {
      const seconds = (performance.now() - began) / 1000;
      metrics.answered({ route: `${request.method} ${routeOf(request)}`, status: response.statusCode, seconds });
    });
    next();
  };

/** 404 without the token, as for any other path: the numbers name connections. */
export const readMetrics =
  (metrics: HttpMetrics): RequestHandler =>
  async (request, response, next) => {
    if (!isSame(request.get('authorization') ?? '', `Bearer ${metrics.token}`)) {
      next();
      return;
    }
    const { type, text } = await metrics.read();
    response.set('Content-Type', type).send(text);
  };

/** In constant time whatever the lengths. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
