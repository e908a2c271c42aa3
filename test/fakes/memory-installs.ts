import type { Install, InstallStore } from '../../src/ports/installs.ts';

export const memoryInstalls = (): InstallStore => {
  const installs = new Map<string, Install>();
  return {
    get: (connection) => Promise.resolve(installs.get(connection) ?? null),
    list: () => Promise.resolve([...installs.values()].sort((a, b) => (a.connection < b.connection ? -1 : 1))),
    save: (install) => Promise.resolve(void installs.set(install.connection, install)),
    purge: (connection) => Promise.resolve(new Map(installs.delete(connection) ? [['install', 1]] : [])),
  };
};
