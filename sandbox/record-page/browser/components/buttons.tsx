import { useEffect, useId, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useTexts } from '../frame/texts.ts';
import { classes, sized } from './class-names.ts';
import { Icon } from './icon.tsx';
import { openLink, linkAddress } from './link-address.ts';
import { cardEvent, useOverlay, useReactions } from './overlay.tsx';
import { type Props } from './sdk-props.ts';

export function Button({
  children,
  onClick,
  href,
  disabled,
  variant = 'secondary',
  type = 'button',
  size,
  truncate,
  overlay,
}: Props<'Button'>) {
  const { open, trigger, layer } = useOverlay(overlay);
  const reactions = useReactions();
  const press = (event: MouseEvent) => {
    // a submit button inside a form keeps its own meaning
    if (type !== 'submit') event.preventDefault();
    void onClick?.(cardEvent('click'), reactions);
    open();
    if (href !== undefined) openLink(href);
  };
  return (
    <span className="ux-trigger">
      <button
        type={type}
        disabled={disabled}
        className={classes(
          'ux-button',
          `ux-button-${variant}`,
          sized('ux-button', size, 'md'),
          truncate === true && 'truncate',
        )}
        onClick={press}
        {...trigger}
      >
        {children}
      </button>
      {layer}
    </span>
  );
}

export function LoadingButton({
  loading = false,
  overlay,
  overlayOptions,
  resultIconName,
  ...rest
}: Props<'LoadingButton'>) {
  const { loading: text } = useTexts();
  const wasLoading = useRef(loading);
  const [isFinished, setFinished] = useState(false);
  useEffect(() => {
    setFinished(wasLoading.current && !loading);
    wasLoading.current = loading;
  }, [loading]);
  const waits = overlayOptions?.openBehavior === 'onLoadingFinish';
  return (
    <Button {...rest} disabled={rest.disabled === true || loading} {...(waits ? {} : { overlay })}>
      {loading && (
        <span className="ux-spinner ux-spinner-xs" role="img" aria-label={text}>
          {' '}
        </span>
      )}
      {!loading && isFinished && resultIconName !== undefined && <Icon name={resultIconName} />}
      {rest.children}
    </Button>
  );
}

export const ButtonRow = ({ children }: Props<'ButtonRow'>) => <div className="ux-button-row">{children}</div>;

interface DropdownParts {
  readonly options?: readonly { readonly label: string; readonly onClick?: () => void }[];
  readonly variant?: string;
  readonly buttonText?: string;
  readonly buttonSize?: string;
  readonly disabled?: boolean;
  readonly children?: ReactNode;
}

/** A menu button: arrow keys move, Escape and leaving close it. */
export function Dropdown({
  options = [],
  variant = 'secondary',
  buttonText,
  buttonSize,
  disabled,
  children,
}: DropdownParts) {
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  const root = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const move = (by: number) => {
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + by + items.length) % items.length]?.focus();
  };
  return (
    <span
      ref={root}
      className="ux-dropdown"
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') move(1);
        else if (event.key === 'ArrowUp') move(-1);
        else if (event.key === 'Escape') setOpen(false);
        else return;
        event.preventDefault();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        disabled={disabled}
        className={classes('ux-button', `ux-button-${variant}`, sized('ux-button', buttonSize, 'md'))}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {buttonText} <span aria-hidden="true">▾</span>
      </button>
      {isOpen && (
        <span
          role="menu"
          id={menuId}
          className="ux-menu"
          onClick={() => {
            setOpen(false);
          }}
        >
          {options.map(({ label, onClick }) => (
            <MenuItem key={label} onPress={onClick}>
              {label}
            </MenuItem>
          ))}
          {children}
        </span>
      )}
    </span>
  );
}

const MenuItem = ({
  children,
  onPress,
}: {
  readonly children: ReactNode;
  readonly onPress: (() => void) | undefined;
}) => (
  <button type="button" role="menuitem" tabIndex={-1} onClick={onPress}>
    {children}
  </button>
);

export function DropdownButtonItem({ children, onClick, overlay }: Props<'Button'>) {
  const reactions = useReactions();
  const { open, layer } = useOverlay(overlay);
  const press = () => {
    void onClick?.(cardEvent('click'), reactions);
    open();
  };
  return (
    <>
      <MenuItem onPress={press}>{children}</MenuItem>
      {layer}
    </>
  );
}

export function Link({ children, href, variant = 'primary', onClick, preventDefault, overlay }: Props<'Link'>) {
  const reactions = useReactions();
  const { open, trigger, layer } = useOverlay(overlay);
  const { address, isExternal } = linkAddress(href);
  const press = (event: MouseEvent) => {
    void onClick?.(cardEvent('click'), reactions);
    open();
    if (isExternal && preventDefault !== true) return;
    event.preventDefault();
    if (preventDefault !== true) openLink(href);
  };
  return (
    <span className="ux-trigger">
      <a
        className={`ux-link ux-link-${variant}`}
        href={address}
        {...(isExternal ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
        onClick={press}
        {...trigger}
      >
        {children}
      </a>
      {layer}
    </span>
  );
}
