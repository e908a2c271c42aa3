/** HubSpot's type ids: company 0-2, deal 0-3. app.hubspot.com sends the reader on to the portal's own data centre. */
const types = { company: '0-2', deal: '0-3' } as const;

export const recordAddress = (portalId: number, type: keyof typeof types, id: string): string =>
  `https://app.hubspot.com/contacts/${portalId}/record/${types[type]}/${encodeURIComponent(id)}`;
