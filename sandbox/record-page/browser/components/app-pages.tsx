import { type ReactNode } from 'react';
import { moveAppPage } from '../frame/route.ts';
import { Button } from './buttons.tsx';

/** The head of an app page and the links between an app's own pages (@hubspot/ui-extensions/pages). */
interface Children {
  readonly children?: ReactNode;
}
interface PageLinkParts extends Children {
  readonly to: string;
  readonly params?: Record<string, string>;
}

export const PageHeader = ({ children }: Children) => <div className="ux-page-header">{children}</div>;
export const PageTitle = ({ children }: Children) => <h2 className="ux-page-title">{children}</h2>;
export const PageBreadcrumbs = ({ children }: Children) => <nav className="ux-breadcrumbs">{children}</nav>;
export const HeaderActions = ({ children }: Children) => <div className="ux-button-row">{children}</div>;

export const PageLink = ({ to, params = {}, children }: PageLinkParts) => (
  <button
    type="button"
    className="ux-link ux-link-primary"
    onClick={() => {
      moveAppPage({ path: to, params });
    }}
  >
    {children}
  </button>
);

/** Inside a breadcrumb or a header an app link is the same link. */
export const PageBreadcrumbsPageLink = PageLink;
export const PageHeaderPageLink = PageLink;
export const PageBreadcrumbsCurrent = ({ children }: Children) => <span aria-current="page">{children}</span>;
export const PageHeaderPrimaryAction = ({ children }: Children) => <div className="ux-page-primary">{children}</div>;
export const PageHeaderSecondaryActions = ({ children }: Children) => <div className="ux-button-row">{children}</div>;

type ActionParts = Parameters<typeof Button>[0];
export const PageHeaderLink = (props: ActionParts) => <Button {...props} variant="transparent" />;
export const PrimaryHeaderActionButton = (props: ActionParts) => <Button {...props} variant="primary" />;
export const SecondaryHeaderActionButton = (props: ActionParts) => <Button {...props} variant="secondary" />;
