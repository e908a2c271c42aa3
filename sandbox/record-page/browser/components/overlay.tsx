import { createContext, useContext, useEffect, useId, useMemo, useState, type ReactNode } from 'react';

/** Reactions that a handler of a card gets beside the event: they work on any overlay of the card, by its id. */
export interface Reactions {
  readonly openPanel: (id: string) => void;
  readonly closePanel: (id: string) => void;
  readonly openModal: (id: string) => void;
  readonly closeModal: (id: string) => void;
}

type SetOpen = (open: boolean) => void;

/** The overlays of one card by id. */
export interface OverlayRegistry {
  readonly add: (id: string, setOpen: SetOpen) => () => void;
  readonly set: (id: string, open: boolean) => void;
}

export function createOverlayRegistry(): OverlayRegistry {
  const known = new Map<string, SetOpen>();
  return {
    add(id, setOpen) {
      known.set(id, setOpen);
      return () => known.delete(id);
    },
    set: (id, open) => known.get(id)?.(open),
  };
}

export const OverlayRegistryContext = createContext<OverlayRegistry>(createOverlayRegistry());

export function useReactions(): Reactions {
  const registry = useContext(OverlayRegistryContext);
  return useMemo(() => {
    const to = (open: boolean) => (id: string) => {
      registry.set(id, open);
    };
    return { openPanel: to(true), closePanel: to(false), openModal: to(true), closeModal: to(false) };
  }, [registry]);
}

interface OverlayState {
  readonly isOpen: boolean;
  readonly setOpen: SetOpen;
  readonly isPointedAt: boolean;
  readonly tooltipId: string;
}

const OverlayContext = createContext<OverlayState | null>(null);

/** The state that the component with the `overlay` prop holds for the Modal, Panel or Tooltip in it. */
export const useOverlayState = (): OverlayState | null => useContext(OverlayContext);

/** Registers a Modal or Panel under its id, so that reactions and actions can open and close it. */
export function useNamedOverlay(id: string): OverlayState | null {
  const state = useOverlayState();
  const registry = useContext(OverlayRegistryContext);
  const setOpen = state?.setOpen;
  useEffect(() => (setOpen === undefined ? undefined : registry.add(id, setOpen)), [registry, id, setOpen]);
  return state;
}

/** For a component with an `overlay` prop: attributes of what is pressed, and the layer to put beside it. */
export function useOverlay(overlay: ReactNode) {
  const [isOpen, setOpen] = useState(false);
  const [isPointedAt, setPointedAt] = useState(false);
  const tooltipId = useId();
  const value = useMemo(() => ({ isOpen, setOpen, isPointedAt, tooltipId }), [isOpen, isPointedAt, tooltipId]);
  const has = overlay !== undefined && overlay !== null;
  const point = (on: boolean) => () => {
    setPointedAt(on);
  };
  return {
    open: () => {
      if (has) setOpen(true);
    },
    trigger: has
      ? { onMouseEnter: point(true), onMouseLeave: point(false), onFocus: point(true), onBlur: point(false) }
      : {},
    layer: has ? <OverlayContext.Provider value={value}>{overlay}</OverlayContext.Provider> : null,
  };
}

/** The part of a DOM event that crosses to the worker. */
export const cardEvent = (type: string) => ({ type, bubbles: false, timeStamp: performance.now(), id: '' });
