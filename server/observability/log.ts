import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { Logger } from '../../src/ports/logger.ts';
import { tracesOf } from './traces.ts';

/** Structured lines on standard error: standard output belongs to results. Fields that could hold a secret or a person are cut whatever their caller meant. */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Logger {
  const log: Pino = pino(
    {
      level,
      base: null,
      // an error's own text may quote a token or a person
      serializers: { err: tracesOf },
      redact: {
        paths: [
          'token',
          'accessToken',
          'authorization',
          'headers',
          'body',
          'email',
          '*.token',
          '*.accessToken',
          '*.authorization',
          '*.headers',
          '*.body',
          '*.email',
        ],
        censor: '[cut]',
      },
    },
    destination,
  );
  return {
    info: (fields, message) => {
      log.info(fields, message);
    },
    warn: (fields, message) => {
      log.warn(fields, message);
    },
    error: (fields, message) => {
      log.error(fields, message);
    },
  };
}
