import { createContext, useContext, useEffect, useRef, useState, type CSSProperties } from 'react';
import { useTexts } from '../frame/texts.ts';
import { classes } from './class-names.ts';
import { type Props } from './sdk-props.ts';

/** A wide table scrolls by itself; then it must be reachable by keyboard, and only then. */
function useOverflow() {
  const box = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setOverflows(element.scrollWidth > element.clientWidth + 1);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { box, overflows };
}

interface TableParts {
  readonly children?: React.ReactNode;
  readonly bordered?: boolean;
  readonly flush?: boolean;
  readonly density?: string;
  readonly paginated?: boolean;
  readonly pageCount?: number;
  readonly page?: number;
  readonly onPageChange?: (page: number) => void;
}

export function Table({ children, bordered = true, flush, density = 'default', paginated, ...pages }: TableParts) {
  const { box, overflows } = useOverflow();
  const { scrollable } = useTexts();
  return (
    <div className={classes('ux-table', flush === true && 'flush')}>
      <div
        ref={box}
        className="ux-table-scroll"
        {...(overflows ? { tabIndex: 0, role: 'region', 'aria-label': scrollable } : {})}
      >
        <table className={classes(`density-${density}`, bordered && 'bordered')}>{children}</table>
      </div>
      {paginated === true && (
        <Pages count={pages.pageCount ?? 1} given={pages.page} onChange={pages.onPageChange ?? (() => undefined)} />
      )}
    </div>
  );
}

interface PagesParts {
  readonly count: number;
  readonly given: number | undefined;
  readonly onChange: (page: number) => void;
}

export function Pages({ count, given, onChange }: PagesParts) {
  const { previousPage, nextPage, pageOf } = useTexts();
  const [own, setOwn] = useState(1);
  const page = given ?? own;
  const turn = (to: number) => () => {
    setOwn(to);
    onChange(to);
  };
  return (
    <nav className="ux-pages" aria-label={pageOf(page, count)}>
      <button type="button" disabled={page <= 1} onClick={turn(page - 1)}>
        ‹ {previousPage}
      </button>
      <span>{pageOf(page, count)}</span>
      <button type="button" disabled={page >= count} onClick={turn(page + 1)}>
        {nextPage} ›
      </button>
    </nav>
  );
}

const InHead = createContext(false);

export const TableHead = ({ children }: Props<'TableHead'>) => (
  <InHead.Provider value={true}>
    <thead>{children}</thead>
  </InHead.Provider>
);
export const TableBody = ({ children }: Props<'TableBody'>) => <tbody>{children}</tbody>;
export const TableFooter = ({ children }: Props<'TableFooter'>) => <tfoot>{children}</tfoot>;
export const TableRow = ({ children }: Props<'TableRow'>) => <tr>{children}</tr>;

function cellStyle(align: string | undefined, width: string | number | undefined): CSSProperties {
  const named: Readonly<Record<string, string>> = { min: '1%', max: '100%', auto: 'auto' };
  return {
    ...(align === 'center' || align === 'right' ? { textAlign: align } : {}),
    ...(width === undefined ? {} : { width: typeof width === 'number' ? width : named[width] }),
  };
}

interface HeaderParts {
  readonly children?: React.ReactNode;
  readonly align?: string;
  readonly width?: string | number;
  readonly sortDirection?: 'never' | 'none' | 'ascending' | 'descending';
  readonly onSortChange?: (direction: 'none' | 'ascending' | 'descending') => void;
  readonly disabled?: boolean;
}

const arrows = { none: '↕', ascending: '↑', descending: '↓' } as const;

export function TableHeader({ children, align, width, sortDirection = 'never', onSortChange, disabled }: HeaderParts) {
  const scope = useContext(InHead) ? 'col' : 'row';
  const style = cellStyle(align, width);
  if (sortDirection === 'never')
    return (
      <th scope={scope} style={style}>
        {children}
      </th>
    );
  return (
    <th scope={scope} style={style} aria-sort={sortDirection}>
      <button
        type="button"
        className="ux-sort"
        disabled={disabled}
        onClick={() => onSortChange?.(sortDirection === 'ascending' ? 'descending' : 'ascending')}
      >
        {children} <span aria-hidden="true">{arrows[sortDirection]}</span>
      </button>
    </th>
  );
}

export const TableCell = ({ children, align, width, colSpan }: Props<'TableCell'>) => (
  <td style={cellStyle(align, width)} colSpan={colSpan}>
    {children}
  </td>
);
