import { useEffect, useId, useRef, type ReactNode } from 'react';
import { classes, sized } from './class-names.ts';
import { useTexts } from '../frame/texts.ts';
import { useNamedOverlay, useOverlayState } from './overlay.tsx';
import { type Props } from './sdk-props.ts';

interface DialogParts {
  readonly id: string;
  readonly className: string;
  readonly title: string | undefined;
  readonly label: string | undefined;
  readonly onOpen: (() => void) | undefined;
  readonly onClose: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
function Dialog({ id, className, title, label, onOpen, onClose, children }: DialogParts) {
  const overlay = useNamedOverlay(id);
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const { close: closeText } = useTexts();
  const isOpen = overlay?.isOpen ?? false;
  useEffect(() => {
    if (isOpen && element.current?.open === false) {
      element.current.showModal();
      onOpen?.();
    }
  }, [isOpen]);
  if (!isOpen) return null;
  const close = () => {
    overlay?.setOpen(false);
    onClose?.();
  };
  return (
    <dialog
      ref={element}
      className={className}
      aria-label={title === undefined ? label : undefined}
      aria-labelledby={title === undefined ? undefined : titleId}
      onClose={close}
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      <header className="ux-dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button
          type="button"
          className="ux-dialog-close"
          aria-label={closeText}
          onClick={() => element.current?.close()}
        >
          <span aria-hidden="true">×</span>
        </button>
      </header>
      {children}
    </dialog>
  );
}

export const Modal = ({ id, width, title, variant, onOpen, onClose, children, ...rest }: Props<'Modal'>) => (
  <Dialog
    id={id}
    className={classes('ux-modal', sized('ux-modal', width, 'sm'), variant === 'danger' && 'ux-modal-danger')}
    title={title}
    label={rest['aria-label']}
    onOpen={onOpen}
    onClose={onClose}
  >
    {children}
  </Dialog>
);
export const ModalBody = ({ children }: Props<'ModalBody'>) => <div className="ux-dialog-body">{children}</div>;
export const ModalFooter = ({ children }: Props<'ModalFooter'>) => (
  <footer className="ux-dialog-foot">{children}</footer>
);

export const Panel = ({ id, width, title, onOpen, onClose, children, ...rest }: Props<'Panel'>) => (
  <Dialog
    id={id}
    className={classes('ux-panel', sized('ux-panel', width, 'sm'))}
    title={title}
    label={rest['aria-label']}
    onOpen={onOpen}
    onClose={onClose}
  >
    {children}
  </Dialog>
);
export const PanelBody = ({ children }: Props<'PanelBody'>) => <div className="ux-dialog-body">{children}</div>;
export const PanelFooter = ({ children }: Props<'PanelFooter'>) => (
  <footer className="ux-dialog-foot">{children}</footer>
);
export const PanelSection = ({ children, flush }: Props<'PanelSection'>) => (
  <section className={classes('ux-panel-section', flush === true && 'flush')}>{children}</section>
);

/** Shown while its trigger has the pointer or the focus. */
export function Tooltip({ children, placement = 'top' }: Props<'Tooltip'>) {
  const state = useOverlayState();
  if (state?.isPointedAt !== true) return null;
  return (
    <span role="tooltip" id={state.tooltipId} className={`ux-tooltip ux-tooltip-${placement}`}>
      {children}
    </span>
  );
}
