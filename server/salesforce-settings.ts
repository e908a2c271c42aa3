import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { readPrivateKey } from './secrets/private-key.ts';

interface SignIn {
  readonly loginUrl: string;
  readonly clientId: string;
}
/** One org that the settings open: with the app's secret, or with its certificate. */
export type SalesforceConfig =
  | (SignIn & { readonly by: 'client_credentials'; readonly clientSecret: string })
  | (SignIn & { readonly by: 'jwt_bearer'; readonly username: string; readonly privateKey: KeyObject });

/** The app that orgs install by themselves. */
export interface SalesforceAppConfig extends SignIn {
  readonly clientSecret: string;
  readonly publicUrl: string;
}

export const salesforceVariables = {
  /** My Domain address of one org; where orgs install the app, the address at which their administrators log in. */
  SALESFORCE_LOGIN_URL: z
    .url()
    .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url))
    .optional(),
  /** Consumer key and consumer secret of the External Client App. */
  SALESFORCE_CLIENT_ID: z.string().trim().min(8).optional(),
  SALESFORCE_CLIENT_SECRET: z.string().trim().min(8).optional(),
  /** For one org, in place of the secret: whom to sign in as, and the private key of the app's certificate. */
  SALESFORCE_USERNAME: z.string().trim().min(3).optional(),
  SALESFORCE_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  /** `yes`: orgs install the app. A switch of its own, for no forgotten variable may turn one way of signing in into another. */
  SALESFORCE_INSTALL: z.enum(['yes', 'no']).default('no'),
};
type Variables = z.infer<z.ZodObject<typeof salesforceVariables>>;
export type SalesforceVariable = keyof Variables | 'PUBLIC_BASE_URL';
type Environment = Variables & { readonly PUBLIC_BASE_URL?: string | undefined };

const given = z.string();
/** Of another way of signing in: set by mistake, or left over. */
const left = z.undefined().optional();

const bySecret = z
  .object({ SALESFORCE_LOGIN_URL: given, SALESFORCE_CLIENT_ID: given, SALESFORCE_CLIENT_SECRET: given })
  .transform((env) => ({
    by: 'client_credentials' as const,
    loginUrl: env.SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    clientSecret: env.SALESFORCE_CLIENT_SECRET,
  }));

const byCertificate = z
  .object({
    ...{ SALESFORCE_LOGIN_URL: given, SALESFORCE_CLIENT_ID: given, SALESFORCE_CLIENT_SECRET: left },
    ...{ SALESFORCE_USERNAME: given, SALESFORCE_PRIVATE_KEY_FILE: given },
  })
  .transform((env) => ({
    by: 'jwt_bearer' as const,
    loginUrl: env.SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    username: env.SALESFORCE_USERNAME,
    privateKey: readPrivateKey(env.SALESFORCE_PRIVATE_KEY_FILE),
  }));

const byInstalling = z
  .object({
    SALESFORCE_LOGIN_URL: given.default('https://login.salesforce.com'),
    ...{ SALESFORCE_CLIENT_ID: given, SALESFORCE_CLIENT_SECRET: given, PUBLIC_BASE_URL: given },
    ...{ SALESFORCE_USERNAME: left, SALESFORCE_PRIVATE_KEY_FILE: left },
  })
  .transform((env) => ({
    loginUrl: env.SALESFORCE_LOGIN_URL,
    clientId: env.SALESFORCE_CLIENT_ID,
    clientSecret: env.SALESFORCE_CLIENT_SECRET,
    publicUrl: env.PUBLIC_BASE_URL,
  }));

/** What the variables mean together, or those that are missing or contradict the others. */
export type SalesforceSettings =
  | { readonly ok: true; readonly org: SalesforceConfig | null; readonly app: SalesforceAppConfig | null }
  | { readonly ok: false; readonly wrong: readonly SalesforceVariable[] };

/** Throws PrivateKeyError. */
export function salesforceSettings(env: Environment): SalesforceSettings {
  if (env.SALESFORCE_INSTALL === 'yes') {
    const app = byInstalling.safeParse(env);
    return app.success ? { ok: true, org: null, app: app.data } : refused(app.error);
  }
  const withKey = env.SALESFORCE_USERNAME !== undefined || env.SALESFORCE_PRIVATE_KEY_FILE !== undefined;
  const isSet = env.SALESFORCE_LOGIN_URL ?? env.SALESFORCE_CLIENT_ID ?? env.SALESFORCE_CLIENT_SECRET;
  if (!withKey && isSet === undefined) return { ok: true, org: null, app: null };
  const org = (withKey ? byCertificate : bySecret).safeParse(env);
  return org.success ? { ok: true, org: org.data, app: null } : refused(org.error);
}

const refused = ({ issues }: z.ZodError): SalesforceSettings => ({
  ok: false,
  wrong: issues.map(({ path }) => path[0] as SalesforceVariable),
});
