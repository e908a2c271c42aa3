import { type ReactNode } from 'react';
import { navigate } from './route.ts';

interface AppLinkParts {
  readonly to: string;
  readonly children: ReactNode;
  readonly isCurrent?: boolean;
}

/** A link inside this page: a plain click stays, every other click is the browser's. */
export const AppLink = ({ to, children, isCurrent = false }: AppLinkParts) => (
  <a
    className="app-link"
    href={to}
    dir="auto"
    {...(isCurrent ? { 'aria-current': 'page' } : {})}
    onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      navigate(to);
    }}
  >
    {children}
  </a>
);
