import { useExtensionContext } from '@hubspot/ui-extensions';
import type { Contract } from '@renewal-health/hubspot-shared/contract-shape.ts';
import { type AccountHealthAnswer, accountHealthAnswer } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { type Asked, useAnswer } from '@renewal-health/hubspot-shared/use-answer.ts';
import { type Screen, useScreen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { useMemo } from 'react';
import { type CompanyProperties, useCompanyProperties } from './use-company-properties.ts';

export type AccountHealth = Extract<AccountHealthAnswer, { readonly state: 'assessed' }>;

export interface Company {
  readonly screen: Screen;
  /** Path of this account at the backend. */
  readonly path: string;
  readonly record: CompanyProperties;
  readonly asked: Asked<AccountHealthAnswer>;
}

/** The company whose record is open: from the record at once, and from the backend when it has answered. */
export function useCompanyHealth(): Company {
  const screen = useScreen();
  const { crm } = useExtensionContext<'crm.record.tab'>();
  const path = `/hubspot/accounts/${crm.objectId}`;
  const record = useCompanyProperties();
  const promised = useMemo(() => healthOf(String(crm.objectId)), [crm.objectId]);
  const asked = useAnswer(screen.backend, `${path}/health`, promised);
  return { screen, path, record, asked };
}

/** An answer about another account, from whatever cache on the way, is none: its numbers would be believed here. */
const healthOf =
  (id: string): Contract<AccountHealthAnswer> =>
  (value): value is AccountHealthAnswer =>
    accountHealthAnswer(value) && (value.state !== 'assessed' || value.account.id === id);
