import { type Outcome } from '../../common/send-outcome.ts';
import { type Reply } from '../http/call.ts';
import { type Fault } from './fault.ts';

/** What a call that meets a fault is answered with. `handle` does the call's real work. */
export function playFault(fault: Fault, handle: () => Reply): Outcome {
  switch (fault.kind) {
    case 'reset':
      return { reply: null };
    case 'hang':
      return { reply: null, hang: true };
    case 'apply_then':
      handle();
      if (fault.then === 'server_error') return { reply: serverError() };
      return { reply: null, hang: fault.then === 'hang' };
    case 'delay':
      return { reply: handle(), delayMs: fault.ms };
    case 'cut':
      return { reply: handle(), cutAfter: fault.bytes };
    default:
      return { reply: plainAnswer(fault) };
  }
}

type PlainFault = Exclude<Fault, { readonly kind: 'reset' | 'hang' | 'apply_then' | 'delay' | 'cut' }>;

function plainAnswer(fault: PlainFault): Reply {
  switch (fault.kind) {
    case 'status':
      return {
        status: fault.status,
        ...(fault.body === undefined ? {} : { body: fault.body }),
        ...(fault.headers === undefined ? {} : { headers: fault.headers }),
      };
    case 'request_limit':
      return { status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: limitMessages[fault.limit] }] };
    case 'invalid_session':
      return { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }] };
    case 'server_error':
      return serverError();
    case 'unavailable':
      return { status: 503, body: [{ errorCode: 'SERVER_UNAVAILABLE', message: 'server unavailable' }] };
    case 'html':
      return {
        status: 502,
        body: '<html>\n<head><title>Down for maintenance</title></head>\n<body><h1>Sorry to interrupt</h1></body>\n</html>\n',
        headers: { 'content-type': 'text/html; charset=UTF-8' },
      };
  }
}

const limitMessages = {
  daily: 'TotalRequests Limit exceeded.',
  concurrent: 'ConcurrentPerOrgLongTxn Limit exceeded.',
} as const;

const serverError = (): Reply => ({
  status: 500,
  body: [
    {
      errorCode: 'UNKNOWN_EXCEPTION',
      message:
        'An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (1234567890)',
    },
  ],
});
