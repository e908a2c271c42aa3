import type { HubSpotObject } from './object-types.ts';

/** Dated API version (supported until March 2028). The typed methods of the official client still call v3 and v4, which end in 2027. */
const version = '2026-09';

export const api = {
  records: (object: HubSpotObject | 'tasks') => `/crm/objects/${version}/${object}`,
  batchRead: (object: HubSpotObject | 'tasks') => `/crm/objects/${version}/${object}/batch/read`,
  batchUpdate: (object: HubSpotObject) => `/crm/objects/${version}/${object}/batch/update`,
  search: (object: HubSpotObject) => `/crm/objects/${version}/${object}/search`,
  associations: (from: HubSpotObject, to: HubSpotObject | 'tasks') =>
    `/crm/associations/${version}/${from}/${to}/batch/read`,
  properties: (object: HubSpotObject) => `/crm/properties/${version}/${object}`,
  property: (object: HubSpotObject, name: string) => `/crm/properties/${version}/${object}/${name}`,
  batchCreateProperties: (object: HubSpotObject) => `/crm/properties/${version}/${object}/batch/create`,
  propertyGroups: (object: HubSpotObject) => `/crm/properties/${version}/${object}/groups`,
  propertyLimits: () => `/crm/limits/${version}/custom-properties`,
  pipelines: (object: HubSpotObject) => `/crm/pipelines/${version}/${object}`,
  owners: () => `/crm/owners/${version}`,
  lists: () => `/crm/lists/${version}`,
  listByName: (objectTypeId: string, name: string) =>
    `/crm/lists/${version}/object-type-id/${objectTypeId}/name/${encodeURIComponent(name)}`,
  account: () => `/account-info/${version}/details`,
  token: () => `/oauth/${version}/token`,
  introspect: () => `/oauth/${version}/token/introspect`,
  revoke: () => `/oauth/${version}/token/revoke`,
  uninstall: () => `/appinstalls/${version}/external-install`,
} as const;

/** HubSpot's sizes: pages of a list, inputs of an object batch, results of a search page, ids of an association batch. */
export const sizes = { page: 100, batch: 100, search: 200, links: 1000 } as const;
