import type * as Sdk from '@hubspot/ui-extensions';
import { type ComponentProps, type JSXElementConstructor } from 'react';

type Named<Name extends keyof typeof Sdk> = (typeof Sdk)[Name];

/** Props of an SDK component, from the SDK's own types: a changed prop fails the type check here. */
export type Props<Name extends keyof typeof Sdk> =
  Named<Name> extends JSXElementConstructor<infer P> ? P : ComponentProps<never>;
