import { join } from 'node:path';

/** Layout of a data folder: PostgreSQL's own directory, the lock, and the list of file sizes left by a clean stop. */
export const dataFolderOf = (folder: string): string => join(folder, 'postgres');
export const lockFileOf = (folder: string): string => join(folder, 'in-use.lock');
export const sizesFileOf = (folder: string): string => join(folder, 'file-sizes.json');
