import { objectTypeInfo, objectTypes, type ObjectType } from './object-types.ts';

/** The HUBSPOT_DEFINED association types, from the AssociationTypes enum of the official client: [default, primary] by direction. */
const defined: Readonly<Record<string, readonly [number, number?]>> = {
  'contacts>companies': [279, 1],
  'companies>contacts': [280, 2],
  'deals>companies': [341, 5],
  'companies>deals': [342, 6],
  'tickets>companies': [339, 26],
  'companies>tickets': [340, 25],
  'deals>contacts': [3],
  'contacts>deals': [4],
  'contacts>tickets': [15],
  'tickets>contacts': [16],
  'deals>tickets': [27],
  'tickets>deals': [28],
  'companies>calls': [181],
  'calls>companies': [182],
  'companies>emails': [185],
  'emails>companies': [186],
  'companies>meetings': [187],
  'meetings>companies': [188],
  'companies>tasks': [191],
  'tasks>companies': [192],
  'contacts>calls': [193],
  'calls>contacts': [194],
  'contacts>emails': [197],
  'emails>contacts': [198],
  'contacts>meetings': [199],
  'meetings>contacts': [200],
  'contacts>tasks': [203],
  'tasks>contacts': [204],
  'deals>calls': [205],
  'calls>deals': [206],
  'deals>emails': [209],
  'emails>deals': [210],
  'deals>meetings': [211],
  'meetings>deals': [212],
  'deals>tasks': [215],
  'tasks>deals': [216],
  'tickets>calls': [219],
  'calls>tickets': [220],
  'tickets>emails': [223],
  'emails>tickets': [224],
  'tickets>meetings': [225],
  'meetings>tickets': [226],
  'tickets>tasks': [229],
  'tasks>tickets': [230],
  'contacts>contacts': [449],
  'companies>companies': [450],
  'deals>deals': [451],
  'tickets>tickets': [452],
};

export interface PairTypes {
  readonly standard: number;
  readonly primary: number | null;
}

const pairs = new Map(
  objectTypes.map((from) => {
    const row = new Map<ObjectType, PairTypes>();
    for (const to of objectTypes) {
      const ids = defined[`${from}>${to}`];
      if (ids !== undefined) row.set(to, { standard: ids[0], primary: ids[1] ?? null });
    }
    return [from, row] as const;
  }),
);

/** Null when HubSpot links no such pair (a call to a task, for one). */
export const pairTypes = (from: ObjectType, to: ObjectType): PairTypes | null => pairs.get(from)?.get(to) ?? null;

/** The name of a type in inline associations: `company_to_deal` is the primary one where there is a primary, the plain one is then "unlabeled". */
export function inlineTypeName(from: ObjectType, to: ObjectType, typeId: number): string {
  const name = `${objectTypeInfo[from].singular}_to_${objectTypeInfo[to].singular}`;
  const pair = pairTypes(from, to);
  return pair !== null && pair.primary !== null && typeId === pair.standard ? `${name}_unlabeled` : name;
}
