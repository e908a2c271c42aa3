import { navigate } from '../frame/route.ts';

type Href = string | { readonly url: string; readonly external?: boolean };

/** Addresses inside HubSpot stay in this page, wherever HubSpot hosts them (app.hubspot.com, app-eu1.hubspot.com, ...). */
const hubspotHost = /^app(-[a-z0-9]+)?\.hubspot\.com$/;

/** Only web, mail and telephone addresses are followed: a card's data must not be able to run script. */
const followed = /^(https?|mailto|tel):$/;

export function linkAddress(href: Href): { readonly address: string; readonly isExternal: boolean } {
  const given = typeof href === 'string' ? href : href.url;
  if (!URL.canParse(given, location.origin)) return { address: '#', isExternal: false };
  const url = new URL(given, location.origin);
  if (url.origin === location.origin || hubspotHost.test(url.hostname))
    return { address: `${url.pathname}${url.search}`, isExternal: false };
  return followed.test(url.protocol) ? { address: url.href, isExternal: true } : { address: '#', isExternal: false };
}

export function openLink(href: Href): void {
  const { address, isExternal } = linkAddress(href);
  if (isExternal) window.open(address, '_blank', 'noreferrer,noopener');
  else navigate(address);
}
