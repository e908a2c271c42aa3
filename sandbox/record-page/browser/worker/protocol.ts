import { type RemoteChannel } from '@remote-ui/core';

/** What the page and the worker of one card say to each other. Everything crosses as messages, so nothing but data and functions may be in it. */
export interface CardContext {
  readonly location: string;
  readonly crm?: { readonly objectId: number; readonly objectTypeId: string };
  readonly user: {
    readonly id: number;
    readonly email: string;
    readonly emails: string[];
    readonly firstName: string;
    readonly lastName: string;
    readonly roles: string[];
    readonly teams: [];
    readonly locale: string;
    readonly language: string;
    readonly permissions: string[];
  };
  readonly portal: { readonly id: number; readonly timezone: string };
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly extension: { readonly appId: number; readonly appName: string; readonly cardTitle: string };
}

export interface PageLocation {
  readonly path: string;
  readonly params: Record<string, string>;
}

export interface CardStart {
  readonly channel: RemoteChannel;
  readonly context: CardContext;
  readonly bundle: string;
  /** Names of the host's actions at this location. */
  readonly actions: readonly string[];
  readonly location: PageLocation;
}

export interface FetchedAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Either data or a message why not. */
export type Outcome<T> = { readonly data: T } | { readonly error: string };

export type Properties = Record<string, string | null>;

export interface FormatOptions {
  readonly propertiesToFormat?: string[] | 'all';
  readonly formattingOptions?: {
    readonly date?: { readonly format?: string; readonly relative?: boolean };
    readonly dateTime?: { readonly format?: string; readonly relative?: boolean };
    readonly currency?: { readonly addSymbol?: boolean };
  };
}

export interface AssociationsRequest {
  readonly toObjectType: string;
  readonly properties?: string[];
  readonly pageLength?: number;
  readonly offset?: number;
}

export interface Associations {
  readonly results: readonly {
    readonly toObjectId: number;
    readonly associationTypes: readonly {
      readonly category: string;
      readonly typeId: number;
      readonly label: string;
    }[];
    readonly properties: Properties;
  }[];
  readonly hasMore: boolean;
  readonly nextOffset: number;
}

export interface SearchRequest {
  readonly objectType: string;
  readonly properties?: string[];
  readonly query?: string;
  readonly filterGroups?: unknown[];
  readonly sorts?: unknown[];
  readonly pageLength?: number;
  readonly after?: string;
}

export interface SearchAnswer {
  readonly results: readonly { readonly objectId: number; readonly properties: Properties }[];
  readonly total: number;
  readonly hasMore: boolean;
  readonly after?: string;
}

/** What the page offers to the worker. */
export interface HostApi {
  readonly fetch: (url: string, options: Record<string, unknown>) => Promise<FetchedAnswer>;
  readonly action: (name: string, args: unknown[]) => Promise<unknown>;
  readonly properties: (
    names: string[],
    onUpdate: (properties: Properties) => void,
    options: FormatOptions,
  ) => Promise<Outcome<Properties> & { readonly stop: () => void }>;
  readonly associations: (request: AssociationsRequest, options: FormatOptions) => Promise<Outcome<Associations>>;
  readonly search: (request: SearchRequest, options: FormatOptions) => Promise<Outcome<SearchAnswer>>;
  readonly formatProperties: (list: Properties[], objectType: string, options: FormatOptions) => Promise<Properties[]>;
  readonly log: (level: string, message: string) => Promise<void>;
  readonly failed: (message: string) => Promise<void>;
}

/** What the worker offers to the page. */
export interface CardApi {
  readonly start: (start: CardStart) => Promise<void>;
  readonly move: (location: PageLocation) => Promise<void>;
}
