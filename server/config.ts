import { resolve } from 'node:path';
import { z } from 'zod';
import type { CrmName } from '../src/accounts/ids.ts';
import {
  type SalesforceAppConfig,
  type SalesforceConfig,
  salesforceSettings,
  salesforceVariables,
} from './salesforce-settings.ts';
import { parseTokenKeys, type TokenKeys } from './secrets/token-keys.ts';
import { type TraceSettings, traceSettings } from './trace-settings.ts';

/** The whole environment, read in this one place. Secrets have no default and are never printed. */
const environment = z.object({
  /** A private app's or service key's token. Without it the sandbox portal is used. */
  // A line break or a curly quotation mark from a copy would fail inside every call, as an error that quotes the token.
  HUBSPOT_ACCESS_TOKEN: z
    .string()
    .trim()
    .regex(/^[\w.~+/=-]+$/)
    .optional(),
  HUBSPOT_BASE_URL: z.url({ protocol: /^https?$/ }).default('https://api.hubapi.com'),
  ...salesforceVariables,
  /** PostgreSQL 15 or newer; without it the embedded database in DATA_FOLDER is used. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .refine(isDecodable)
    .optional(),
  DATA_FOLDER: z.string().min(1).default('data'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Address to listen on. What is public stands behind the operator's own proxy; in a container that proxy is outside. */
  HOST: z.union([z.ipv4(), z.ipv6()]).default('127.0.0.1'),
  /** `web` answers, `worker` works, `all` does both. More than one process needs DATABASE_URL. */
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  /** What Prometheus shows to read /metrics; without it there is no such page. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Whom to tell of a vulnerability (RFC 9116); without it there is no /.well-known/security.txt. */
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/)
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  /** Folder of signal files (docs/signals.md) that each sync collects; of a folder for each connection where apps can be installed. */
  SIGNAL_FOLDER: z.string().min(1).optional(),
  /** Client secret of the HubSpot app whose cards ask this server; without it there are no routes for cards. */
  HUBSPOT_CLIENT_SECRET: z.string().min(8).optional(),
  /** Client id of the same app; with it the app can be installed by OAuth. */
  HUBSPOT_CLIENT_ID: z
    .string()
    .regex(/^[\w-]{8,100}$/)
    .optional(),
  HUBSPOT_APP_ID: z.string().regex(/^\d+$/).optional(),
  /** The https address that HubSpot signs: BACKEND_URL of the app's profile. */
  PUBLIC_BASE_URL: z
    .url({ protocol: /^https$/ })
    // a trailing slash would stand twice in every address made of it
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  /** What encrypts the tokens of installed apps: "name:base64 of 32 bytes", the first one is in use. Without it a key file in DATA_FOLDER is made. */
  TOKEN_KEYS: z
    .string()
    .refine((text) => parseTokenKeys(text) !== null)
    .optional(),
});

export interface Config {
  readonly hubspot: { readonly accessToken: string; readonly baseUrl: string } | null;
  /** The one org of the settings. */
  readonly salesforce: SalesforceConfig | null;
  /** Null: orgs cannot install the app. */
  readonly salesforceApp: SalesforceAppConfig | null;
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly port: number;
  readonly host: string;
  readonly role: 'all' | 'web' | 'worker';
  readonly metricsToken: string | null;
  readonly securityContact: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly signalFolder: string | null;
  /** Null while secret or address is missing: then cards get no answer. */
  readonly hubspotApp: HubSpotAppConfig | null;
  /** Null: those of the key file. */
  readonly tokenKeys: TokenKeys | null;
  /** Null: nothing is traced. */
  readonly traces: TraceSettings | null;
}

export interface HubSpotAppConfig {
  /** Null: the app cannot be installed by OAuth. */
  readonly clientId: string | null;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly baseUrl: string;
  readonly appId: string | null;
}

/** The driver decodes user, password and database; a lone % makes it fail with an error that quotes them. */
function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url) !== '';
  } catch {
    return false;
  }
}

export type Variable = keyof z.infer<typeof environment>;

/** The CRMs whose accounts install the app by themselves: there is no one portal or org that the settings open. */
export function installableCrms({ hubspot, hubspotApp, salesforceApp }: Config): readonly CrmName[] {
  const portals = hubspot === null && hubspotApp !== null && hubspotApp.clientId !== null;
  return [...(portals ? (['hubspot'] as const) : []), ...(salesforceApp === null ? [] : (['salesforce'] as const))];
}

/** Where their administrators begin: the page of the one CRM, or the one that names both. */
export function installUrl(config: Config): string {
  const [crm, ...others] = installableCrms(config);
  const publicUrl = config.salesforceApp?.publicUrl ?? config.hubspotApp?.publicUrl ?? '';
  return others.length > 0 ? `${publicUrl}/install` : `${publicUrl}/install/${crm ?? ''}`;
}

/** Variables that cannot be used: all of them at once, each by name, never with its value. */
export class ConfigError extends Error {
  readonly variables: readonly Variable[];
  constructor(variables: readonly Variable[]) {
    super(`cannot be used: ${variables.join(', ')}`);
    this.name = 'ConfigError';
    this.variables = variables;
  }
}

/** Throws ConfigError, or PrivateKeyError for the file that SALESFORCE_PRIVATE_KEY_FILE names. An empty variable counts as not set: that is how .env files and compose files leave one out. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
    throw new ConfigError(environment.keyof().options.filter((name) => wrong.has(name)));
  }
  const env = parsed.data;
  const salesforce = salesforceSettings(env);
  if (!salesforce.ok) throw new ConfigError(salesforce.wrong);
  return {
    hubspot:
      env.HUBSPOT_ACCESS_TOKEN === undefined
        ? null
        : { accessToken: env.HUBSPOT_ACCESS_TOKEN, baseUrl: env.HUBSPOT_BASE_URL },
    salesforce: salesforce.org,
    salesforceApp: salesforce.app,
    databaseUrl: env.DATABASE_URL ?? null,
    dataFolder: resolve(env.DATA_FOLDER),
    port: env.PORT,
    host: env.HOST,
    role: env.ROLE,
    metricsToken: env.METRICS_TOKEN ?? null,
    securityContact: env.SECURITY_CONTACT ?? null,
    logLevel: env.LOG_LEVEL,
    signalFolder: env.SIGNAL_FOLDER ?? null,
    hubspotApp:
      env.HUBSPOT_CLIENT_SECRET === undefined || env.PUBLIC_BASE_URL === undefined
        ? null
        : {
            clientId: env.HUBSPOT_CLIENT_ID ?? null,
            clientSecret: env.HUBSPOT_CLIENT_SECRET,
            publicUrl: env.PUBLIC_BASE_URL,
            baseUrl: env.HUBSPOT_BASE_URL,
            appId: env.HUBSPOT_APP_ID ?? null,
          },
    tokenKeys: env.TOKEN_KEYS === undefined ? null : parseTokenKeys(env.TOKEN_KEYS),
    traces: traceSettings(set),
  };
}
