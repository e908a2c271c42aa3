import type { RequestHandler } from 'express';
import type { InstallPage } from '../../../src/views/install-words.ts';

export interface PageAnswer {
  readonly status: number;
  readonly page: InstallPage;
}

/** A step of an installation in somebody's browser. Null: it has answered by itself. A CrmError becomes a page. */
export type InstallRoute = (...args: Parameters<RequestHandler>) => Promise<PageAnswer | null>;
