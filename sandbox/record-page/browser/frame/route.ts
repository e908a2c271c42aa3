import { useSyncExternalStore } from 'react';
import { type PageLocation } from '../worker/protocol.ts';

/** Addresses as HubSpot has them, so that a link which a card makes for HubSpot leads to the same screen here. */
export type Route =
  | { readonly screen: 'list'; readonly typeId: string }
  | { readonly screen: 'record'; readonly typeId: string; readonly id: string }
  | { readonly screen: 'page'; readonly location: PageLocation }
  | { readonly screen: 'settings' };

const changed = 'record-page:moved';

export function parseRoute(path: string, search: string): Route {
  const parts = path.split('/').filter((part) => part !== '');
  const [area, , kind, typeId = '0-2', id] = parts;
  if (area === 'contacts' && kind === 'record' && id !== undefined) return { screen: 'record', typeId, id };
  if (area === 'contacts' && kind === 'objects') return { screen: 'list', typeId };
  if (area === 'app')
    return {
      screen: 'page',
      location: { path: `/${parts.slice(3).join('/')}`, params: Object.fromEntries(new URLSearchParams(search)) },
    };
  if (area === 'app-settings') return { screen: 'settings' };
  return { screen: 'list', typeId: '0-2' };
}

let portal = 0;
let app = 0;
/** The ids that stand in every address; told once, when the page has its set-up. */
export function setPlace(portalId: number, appId: number): void {
  portal = portalId;
  app = appId;
}

export const listPath = (typeId: string): string => `/contacts/${portal}/objects/${typeId}/views/all/list`;
export const recordPath = (typeId: string, id: string): string => `/contacts/${portal}/record/${typeId}/${id}`;
export const appPath = (): string => `/app/${portal}/${app}`;
export const settingsPath = (): string => `/app-settings/${portal}/${app}`;

export function navigate(path: string): void {
  history.pushState(null, '', path);
  window.dispatchEvent(new Event(changed));
  window.scrollTo(0, 0);
}

export function moveAppPage({ path, params }: PageLocation): void {
  const query = new URLSearchParams(params).toString();
  navigate(`${appPath()}${path === '/' ? '' : path}${query === '' ? '' : `?${query}`}`);
}

const subscribe = (listener: () => void) => {
  window.addEventListener(changed, listener);
  window.addEventListener('popstate', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('popstate', listener);
  };
};

/** The current address; re-renders when it changes. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => `${location.pathname}${location.search}`);
}
