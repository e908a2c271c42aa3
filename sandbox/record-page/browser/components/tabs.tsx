import {
  createContext,
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
  type KeyboardEvent,
} from 'react';
import { classes } from './class-names.ts';
import { type Props } from './sdk-props.ts';

interface TabHead {
  readonly id: string | number;
  readonly title: string;
  readonly isDisabled: boolean;
  readonly tooltip: string | undefined;
}

interface TabsState {
  readonly baseId: string;
  readonly selected: string | number | null;
  readonly add: (key: string, head: TabHead) => void;
  readonly remove: (key: string) => void;
}

const TabsContext = createContext<TabsState | null>(null);

/** Tabs are rendered one by one by the remote host, so that each tells its own head to the row above. */
export function Tabs({
  children,
  variant = 'default',
  fill,
  selected,
  defaultSelected,
  onSelectedChange,
}: Props<'Tabs'>) {
  const baseId = useId();
  const [heads, setHeads] = useState<ReadonlyMap<string, TabHead>>(new Map());
  const [own, setOwn] = useState<string | number | null>(defaultSelected ?? null);
  const all = [...heads.values()];
  const current = selected ?? own ?? all[0]?.id ?? null;
  const state = useMemo<TabsState>(
    () => ({
      baseId,
      selected: current,
      add: (key, head) => {
        setHeads((known) => new Map(known).set(key, head));
      },
      remove: (key) => {
        setHeads((known) => new Map([...known].filter(([one]) => one !== key)));
      },
    }),
    [baseId, current],
  );
  const select = (id: string | number) => {
    setOwn(id);
    (onSelectedChange as ((id: string | number) => void) | undefined)?.(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const enabled = all.filter(({ isDisabled }) => !isDisabled);
    const at = enabled.findIndex(({ id }) => id === current);
    const next = enabled[(at + (step ?? 0) + enabled.length) % enabled.length];
    if (step === undefined || next === undefined) return;
    event.preventDefault();
    select(next.id);
    document.getElementById(`${baseId}-tab-${next.id}`)?.focus();
  };
  return (
    <div className={classes('ux-tabs', `ux-tabs-${variant}`, fill === true && 'fill')}>
      <div role="tablist" onKeyDown={onKeyDown}>
        {all.map(({ id, title, isDisabled, tooltip }) => (
          <button
            key={id}
            id={`${baseId}-tab-${id}`}
            type="button"
            role="tab"
            title={tooltip}
            disabled={isDisabled}
            aria-selected={id === current}
            aria-controls={`${baseId}-panel-${id}`}
            tabIndex={id === current ? 0 : -1}
            onClick={() => {
              select(id);
            }}
          >
            {title}
          </button>
        ))}
      </div>
      <TabsContext.Provider value={state}>{children}</TabsContext.Provider>
    </div>
  );
}

export function Tab({ tabId, title = '', disabled = false, tooltip, children }: Props<'Tab'>) {
  const key = useId();
  const tabs = useContext(TabsContext);
  const id = tabId ?? title;
  useLayoutEffect(() => {
    tabs?.add(key, { id, title, isDisabled: disabled, tooltip });
  }, [key, id, title, disabled, tooltip]);
  useEffect(() => () => tabs?.remove(key), [key]);
  const isShown = tabs?.selected === id;
  return (
    <div
      role="tabpanel"
      id={`${tabs?.baseId ?? ''}-panel-${id}`}
      aria-labelledby={`${tabs?.baseId ?? ''}-tab-${id}`}
      hidden={!isShown}
    >
      {isShown && children}
    </div>
  );
}

export function Accordion({ children, title, defaultOpen = false, open, disabled, size, onClick }: Props<'Accordion'>) {
  const [own, setOwn] = useState(defaultOpen);
  const panelId = useId();
  const isOpen = open ?? own;
  return (
    <div className={classes('ux-accordion', (size === 'sm' || size === 'xs') && 'small')}>
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={panelId}
        disabled={disabled}
        onClick={() => {
          setOwn(!isOpen);
          onClick?.();
        }}
      >
        <span className="ux-chevron" aria-hidden="true" />
        {title}
      </button>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
