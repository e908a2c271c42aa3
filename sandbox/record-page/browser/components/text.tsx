import { type CSSProperties } from 'react';
import { classes } from './class-names.ts';
import { cardEvent, useOverlay, useReactions } from './overlay.tsx';
import { type Props } from './sdk-props.ts';

const lines = { none: 'none', underline: 'underline', strikethrough: 'line-through' } as const;

function textStyle({ format = {}, truncate }: Props<'Text'>): CSSProperties {
  const { lineDecoration, textTransform } = format;
  return {
    ...(lineDecoration === undefined ? {} : { textDecoration: lines[lineDecoration] }),
    ...(textTransform === undefined || textTransform === 'sentenceCase' ? {} : { textTransform }),
    ...(typeof truncate === 'object' && truncate.maxWidth !== undefined ? { maxWidth: truncate.maxWidth } : {}),
  };
}

/** Always phrasing content, because cards put texts into texts, buttons and table cells. */
export function Text(props: Props<'Text'>) {
  const { children, variant = 'bodytext', inline = false, format = {}, truncate = false } = props;
  return (
    <span
      className={classes(
        'ux-text',
        `ux-${variant}`,
        !inline && 'block',
        truncate !== false && 'truncate',
        format.fontWeight !== undefined && `weight-${format.fontWeight}`,
        format.italic === true && 'italic',
        format.textTransform === 'sentenceCase' && 'sentence-case',
      )}
      style={textStyle(props)}
      title={typeof truncate === 'object' ? truncate.tooltipText : undefined}
    >
      {children}
    </span>
  );
}

/** The card's own title is level 2, so what a card heads is level 3. */
export const Heading = ({ children, inline }: Props<'Heading'>) => (
  <h3 className={classes('ux-heading', inline === true && 'inline')}>{children}</h3>
);

export function Tag({ children, variant = 'default', onClick, inline, overlay }: Props<'Tag'>) {
  const reactions = useReactions();
  const { open, trigger, layer } = useOverlay(overlay);
  const className = classes('ux-tag', `ux-tone-${variant}`, inline === true && 'inline');
  const press = () => {
    void onClick?.(cardEvent('click'), reactions);
    open();
  };
  return (
    <span className="ux-trigger">
      {onClick === undefined && layer === null ? (
        <span className={className}>{children}</span>
      ) : (
        <button type="button" className={className} onClick={press} {...trigger}>
          {children}
        </button>
      )}
      {layer}
    </span>
  );
}

export function StatusTag({
  children,
  variant = 'default',
  hollow,
  onClick,
  showRemoveIcon,
  onRemoveClick,
}: Props<'StatusTag'>) {
  const className = classes('ux-status', `ux-tone-${variant}`, hollow === true && 'hollow');
  return (
    <span className={className}>
      <span className="ux-status-dot" aria-hidden="true" />
      {onClick === undefined ? (
        children
      ) : (
        <button type="button" onClick={onClick}>
          {children}
        </button>
      )}
      {showRemoveIcon === true && (
        <button type="button" aria-label="×" onClick={onRemoveClick}>
          ×
        </button>
      )}
    </span>
  );
}

export function List({ children, variant = 'unordered' }: Props<'List'>) {
  const Element = variant.startsWith('ordered') ? 'ol' : 'ul';
  const items = Array.isArray(children) ? (children as unknown[]) : [children];
  return (
    <Element className={`ux-list ux-list-${variant}`}>
      {items.map((item, at) => (
        <li key={at}>{item as string}</li>
      ))}
    </Element>
  );
}

export const DescriptionList = ({ children, direction = 'column' }: Props<'DescriptionList'>) => (
  <dl className={`ux-descriptions ux-descriptions-${direction}`}>{children}</dl>
);

export const DescriptionListItem = ({ label, children }: Props<'DescriptionListItem'>) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
