import { join } from 'node:path';
import type { ConnectionId } from '../../accounts/ids.ts';
import type { Logger } from '../../ports/logger.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import { listSignalSources, namesIn } from './read-signal-folder.ts';

interface ConnectionFoldersOptions {
  readonly folder: string;
  /** True where accounts of several customers may be connected: each then has a folder of its own in `folder`, or no signals. False: the one customer's files are `folder` itself. */
  readonly apart: boolean;
  readonly logger: Pick<Logger, 'info'>;
}

/**
 * The sources of each connection, looked up at every collection: a new folder needs no restart. Throws NoSignalFilesError where `folder` itself is missing,
 * MovedFileError, UnreadableFileError.
 */
export function createConnectionFolders({ folder, apart, logger }: ConnectionFoldersOptions): SignalSources {
  const told = new Set<ConnectionId>();
  return async (connection) => {
    if (!apart) return listSignalSources(folder);
    // Found among the names that are there, never put together from an id: what a CRM says leads nowhere else.
    const own = folderNameOf(connection);
    if ((await namesIn(folder)).includes(own)) return listSignalSources(join(folder, own));
    if (!told.has(connection)) logger.info({ connection, folder: own }, 'no signal folder, no signals');
    told.add(connection);
    return [];
  };
}

/** `hubspot-1234567`: a colon is no part of a file name everywhere. */
const folderNameOf = (connection: ConnectionId): string => connection.replace(':', '-');
