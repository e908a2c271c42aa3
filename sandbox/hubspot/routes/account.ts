import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { objectTypeInfo, objectTypes, type ObjectType } from '../portal/object-types.ts';
import { isoInstant } from '../portal/projection.ts';

/** Who the account is, how many calls it made today, and how many custom properties it has left. */
export function accountRoutes(context: RouteContext): readonly Route[] {
  const common = { method: 'GET', versions: crmVersions } as const;
  return [
    { ...common, path: 'account-info/details', scopes: () => ['oauth'], handle: (call) => details(context, call) },
    {
      ...common,
      path: 'account-info/api-usage/daily/private-apps',
      scopes: () => ['oauth'],
      handle: (call) => usage(context, call),
    },
    { ...common, path: 'limits/custom-properties', handle: () => propertyLimits(context) },
  ];
}

function details({ portal }: RouteContext, call: Call): Reply {
  const { portalId, timeZone, currency, domain, hostedIn } = portal.profile;
  const minutes = offsetMinutes(timeZone, call.now);
  return {
    status: 200,
    body: {
      portalId,
      accountType: 'STANDARD',
      timeZone,
      companyCurrency: currency,
      additionalCurrencies: ['USD', 'EUR', 'GBP', 'CHF'].filter((code) => code !== currency),
      utcOffset: offsetText(minutes),
      utcOffsetMilliseconds: minutes * 60_000,
      uiDomain: domain,
      dataHostingLocation: hostedIn,
    },
  };
}

function offsetMinutes(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function usage({ dailyUsage }: RouteContext, call: Call): Reply {
  const { used, limit } = dailyUsage();
  const result = {
    name: 'private-apps-api-calls-daily',
    usageLimit: limit,
    currentUsage: used,
    collectedAt: isoInstant(call.now),
    fetchStatus: 'SUCCESS',
  };
  return { status: 200, body: { results: [result] } };
}

function propertyLimits(context: RouteContext): Reply {
  const byObjectType = objectTypes.map((type) => limitsOf(context, type));
  const overallUsage = byObjectType.reduce((sum, { usage: used }) => sum + used, 0);
  const overallLimit = context.propertyLimit * objectTypes.length;
  return {
    status: 200,
    body: { overallLimit, overallUsage, overallPercentage: overallUsage / overallLimit, byObjectType },
  };
}

function limitsOf({ portal, propertyLimit: limit }: RouteContext, type: ObjectType): { readonly usage: number } {
  const used = portal.catalog.list(type, false).filter((property) => !property.hubspotDefined).length;
  const { typeId, singular } = objectTypeInfo[type];
  const shown = {
    objectTypeId: typeId,
    singularLabel: singular,
    pluralLabel: type,
    limit,
    usage: used,
    percentage: used / limit,
  };
  return shown;
}
