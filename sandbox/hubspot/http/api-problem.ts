import { randomUUID } from 'node:crypto';
import { type Reply } from './call.ts';

export interface ProblemDetail {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface Extra {
  readonly subCategory?: string;
  readonly errors?: readonly ProblemDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** A refusal in HubSpot's error shape; routes throw it. */
export class ApiProblem extends Error {
  readonly reply: Reply;

  constructor(status: number, category: string, message: string, extra: Extra = {}) {
    super(message);
    this.reply = { status, body: { status: 'error', message, correlationId: randomUUID(), category, ...extra } };
  }
}

export const invalid = (message: string, extra: Extra = {}): ApiProblem =>
  new ApiProblem(400, 'VALIDATION_ERROR', message, extra);

export const notFound = (message = 'resource not found'): ApiProblem =>
  new ApiProblem(404, 'OBJECT_NOT_FOUND', message);

/** A route HubSpot does not have: its gateway answers in HTML, not in JSON. */
export const noSuchRoute: Reply = {
  status: 404,
  body: '<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>\n<title>Error 404 Not Found</title>\n</head>\n<body><h2>HTTP ERROR 404</h2>\n</body>\n</html>\n',
  headers: { 'content-type': 'text/html;charset=utf-8' },
};
