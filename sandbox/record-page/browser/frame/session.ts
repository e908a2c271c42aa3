import { createContext, useContext } from 'react';
import { type CrmClient } from '../host/crm-client.ts';
import { type FormatPlace } from '../host/format-property.ts';
import { type Language } from './texts.ts';

export interface User {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: 'account_manager' | 'no_access';
}

export interface Extension {
  readonly id: string;
  readonly kind: 'card' | 'page' | 'settings';
  readonly name: string;
  readonly location: string;
  readonly objectTypes: readonly string[];
  readonly isBuilt: boolean;
}

/** What the server tells before anything is shown. */
export interface Setup {
  readonly portalId: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly appId: number;
  readonly appName: string;
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly users: readonly User[];
  readonly extensions: readonly Extension[];
}

/** Who looks, in which language, at which portal. */
export interface Session {
  readonly setup: Setup;
  readonly crm: CrmClient;
  readonly user: User;
  readonly language: Language;
  readonly place: FormatPlace;
  readonly addAlert: (alert: { type?: string; title?: string; message: string }) => void;
}

export const SessionContext = createContext<Session | null>(null);

/** Throws outside the page's own tree. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('There is no session around this component');
  return session;
}
