import { pairTypes } from './association-types.ts';
import { objectTypes, type ObjectType } from './object-types.ts';

export interface Link {
  readonly to: string;
  readonly types: readonly number[];
}

/** The associations between records, kept in both directions. Ids are those of the stored records: callers resolve merges first. */
export interface Links {
  of(from: ObjectType, id: string, to: ObjectType): readonly Link[];
  /** Adds the type ids (as seen from `from`) and their counterparts; the same link twice changes nothing. */
  add(from: ObjectType, fromId: string, to: ObjectType, toId: string, types: readonly number[]): void;
  remove(from: ObjectType, fromId: string, to: ObjectType, toId: string): void;
  /** Everything linked to `oldId` becomes linked to `newId` (a merge). */
  move(type: ObjectType, oldId: string, newId: string): void;
}

const none: readonly Link[] = [];
const plain = new Map<string, readonly number[]>();

export function createLinks(): Links {
  type Direction = Map<string, Link[]>;
  const directions = new Map(
    objectTypes.map((from) => [from, new Map(objectTypes.map((to) => [to, new Map<string, Link[]>()]))]),
  );
  const unknown: Direction = new Map();
  const direction = (from: ObjectType, to: ObjectType): Direction => directions.get(from)?.get(to) ?? unknown;

  function put(from: ObjectType, fromId: string, to: ObjectType, toId: string, types: readonly number[]): void {
    const links = direction(from, to);
    const list = links.get(fromId);
    if (list === undefined) return void links.set(fromId, [{ to: toId, types }]);
    const at = list.findIndex((link) => link.to === toId);
    if (at < 0) return void list.push({ to: toId, types });
    list[at] = { to: toId, types: shared([...new Set([...(list[at]?.types ?? []), ...types])]) };
  }

  function drop(from: ObjectType, fromId: string, to: ObjectType, toId: string): void {
    const links = direction(from, to);
    links.set(
      fromId,
      (links.get(fromId) ?? []).filter((link) => link.to !== toId),
    );
  }

  const store: Links = {
    of: (from, id, to) => direction(from, to).get(id) ?? none,
    add(from, fromId, to, toId, types) {
      put(from, fromId, to, toId, shared(types));
      put(to, toId, from, fromId, shared(types.map((type) => counterpart(from, to, type))));
    },
    remove(from, fromId, to, toId) {
      drop(from, fromId, to, toId);
      drop(to, toId, from, fromId);
    },
    move(type, oldId, newId) {
      for (const other of objectTypes) {
        for (const link of [...store.of(type, oldId, other)]) {
          store.remove(type, oldId, other, link.to);
          store.add(type, newId, other, link.to, link.types);
        }
      }
    },
  };
  return store;
}

/** One array per combination of types instead of one per link. */
function shared(types: readonly number[]): readonly number[] {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return single(only);
  const ordered = [...types].sort((a, b) => a - b);
  const key = ordered.join();
  const known = plain.get(key);
  if (known !== undefined) return known;
  plain.set(key, ordered);
  return ordered;
}

const singles: (readonly number[])[] = [];
const single = (type: number): readonly number[] => (singles[type] ??= [type]);

function counterpart(from: ObjectType, to: ObjectType, type: number): number {
  const forth = pairTypes(from, to);
  const back = pairTypes(to, from);
  if (forth === null || back === null) return type;
  return type === forth.primary ? (back.primary ?? back.standard) : back.standard;
}
