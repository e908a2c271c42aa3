import { LoadingButton } from '@hubspot/ui-extensions';
import type { Action } from './use-action.ts';

interface ActionButtonProps {
  readonly action: Action;
  readonly children: string;
  readonly variant?: 'primary' | 'secondary' | 'destructive';
  readonly disabled?: boolean;
}

export const ActionButton = ({ action, children, variant = 'secondary', disabled = false }: ActionButtonProps) => (
  <LoadingButton variant={variant} loading={action.isRunning} disabled={disabled} onClick={action.run}>
    {children}
  </LoadingButton>
);
