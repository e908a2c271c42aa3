/** The header's choices survive a reload of the tab; a browser without storage just starts with the usual ones. */
const key = (name: string): string => `record-page:${name}`;

export function readChoice(name: 'user' | 'language'): string | null {
  try {
    return sessionStorage.getItem(key(name));
  } catch {
    return null;
  }
}

export function storeChoice(name: 'user' | 'language', value: string): void {
  try {
    sessionStorage.setItem(key(name), value);
  } catch {
    // private windows may refuse: the choice then lasts until the reload
  }
}
