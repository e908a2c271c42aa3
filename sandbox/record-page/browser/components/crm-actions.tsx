import { type ReactNode } from 'react';
import { navigate, recordPath } from '../frame/route.ts';
import { useTexts } from '../frame/texts.ts';
import { objectType } from '../host/object-types.ts';

interface ActionParts {
  readonly actionType: string;
  readonly actionContext: Readonly<Record<string, unknown>>;
  readonly children?: ReactNode;
  readonly onClick?: () => void;
  readonly onError?: (errors: string[]) => void;
  readonly disabled?: boolean;
  readonly variant?: string;
  readonly size?: string;
  readonly type?: string;
}

/** Opens records and addresses; HubSpot's own editors (notes, meetings, workflows) are not part of this page, and the card is told so. */
function useCrmAction({ actionType, actionContext, onClick, onError }: ActionParts) {
  const { notInThisPage } = useTexts();
  return () => {
    onClick?.();
    const { objectTypeId, objectId, href } = actionContext;
    const isRecord = actionType === 'RECORD_APP_LINK' || actionType === 'PREVIEW_OBJECT';
    if (isRecord && typeof objectTypeId === 'string')
      navigate(recordPath(objectType(objectTypeId).id, String(objectId)));
    else if (actionType === 'EXTERNAL_URL' && typeof href === 'string' && href.startsWith('https://'))
      window.open(href, '_blank', 'noreferrer,noopener');
    else onError?.([notInThisPage]);
  };
}

export function CrmActionButton(parts: ActionParts) {
  const press = useCrmAction(parts);
  return (
    <button
      type="button"
      className={`ux-button ux-button-md ux-button-${parts.variant ?? 'secondary'}`}
      disabled={parts.disabled}
      onClick={press}
    >
      {parts.children}
    </button>
  );
}

export function CrmActionLink(parts: ActionParts) {
  const press = useCrmAction(parts);
  return (
    <button type="button" className={`ux-link ux-link-${parts.variant ?? 'primary'}`} onClick={press}>
      {parts.children}
    </button>
  );
}
