import { type CSSProperties } from 'react';
import { classes, sized } from './class-names.ts';
import { type Props } from './sdk-props.ts';

const justified: Readonly<Record<string, string>> = {
  between: 'space-between',
  around: 'space-around',
  start: 'flex-start',
  end: 'flex-end',
};
const aligned: Readonly<Record<string, string>> = { start: 'flex-start', end: 'flex-end' };

const flexStyle = (justify?: string, align?: string, alignSelf?: string): CSSProperties => ({
  ...(justify === undefined ? {} : { justifyContent: justified[justify] ?? justify }),
  ...(align === undefined ? {} : { alignItems: aligned[align] ?? align }),
  ...(alignSelf === undefined ? {} : { alignSelf: aligned[alignSelf] ?? alignSelf }),
});

export const Flex = ({ children, direction = 'row', gap, justify, align, alignSelf, wrap }: Props<'Flex'>) => (
  <div
    className={classes(
      'ux-flex',
      `ux-${direction}`,
      sized('ux-gap', gap, 'flush'),
      (wrap === true || wrap === 'wrap') && 'ux-wrap',
    )}
    style={flexStyle(justify, align, alignSelf)}
  >
    {children}
  </div>
);

const flexOf: Readonly<Record<string, string>> = { none: '0 0 auto', auto: '1 1 auto', initial: '0 1 auto' };

export const Box = ({ children, flex = 'initial', alignSelf }: Props<'Box'>) => (
  <div
    className="ux-box"
    style={{
      flex: typeof flex === 'number' ? `${flex} ${flex} 0%` : (flexOf[flex] ?? '0 1 auto'),
      ...flexStyle(undefined, undefined, alignSelf),
    }}
  >
    {children}
  </div>
);

export const Stack = ({ children, distance, direction = 'column', justify, align, width }: Props<'Stack'>) => (
  <div
    className={classes('ux-flex', `ux-${direction}`, sized('ux-gap', distance, 'sm'))}
    style={{ ...flexStyle(justify, align), ...(width === undefined ? {} : { width }) }}
  >
    {children}
  </div>
);

export const Inline = ({ children, gap, justify, align }: Props<'Inline'>) => (
  <div
    className={classes('ux-flex ux-row ux-wrap', sized('ux-gap', gap, 'sm'))}
    style={flexStyle(justify, align ?? 'center')}
  >
    {children}
  </div>
);

export const AutoGrid = ({ children, columnWidth, gap, flexible }: Props<'AutoGrid'>) => (
  <div
    className={classes('ux-grid', sized('ux-gap', gap, 'flush'))}
    style={{
      gridTemplateColumns: `repeat(${flexible === true ? 'auto-fit' : 'auto-fill'}, minmax(min(${columnWidth}px, 100%), ${flexible === true ? '1fr' : `${columnWidth}px`}))`,
    }}
  >
    {children}
  </div>
);

export const Tile = ({ children, compact, flush }: Props<'Tile'>) => (
  <div className={classes('ux-tile', compact === true && 'compact', flush === true && 'flush')}>{children}</div>
);
export const Card = ({ children }: Props<'Card'>) => <div className="ux-tile">{children}</div>;
export const Divider = ({ distance }: Props<'Divider'>) => (
  <hr className={classes('ux-divider', sized('ux-distance', distance, 'sm'))} />
);
export const Spacer = ({ size }: Props<'Spacer'>) => <div className={sized('ux-spacer', size, 'sm')} />;
