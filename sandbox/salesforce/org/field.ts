export type FieldType =
  | 'id'
  | 'string'
  | 'textarea'
  | 'picklist'
  | 'multipicklist'
  | 'reference'
  | 'boolean'
  | 'double'
  | 'currency'
  | 'percent'
  | 'int'
  | 'date'
  | 'datetime'
  | 'email'
  | 'phone'
  | 'url';

/** A value as it is stored: days YYYY-MM-DD, instants ISO in UTC with seconds, ids of 18 characters. */
export type Scalar = string | number | boolean | null;

export interface FieldDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters, for texts. */
  readonly length: number;
  /** Digits in all and behind the point, for numbers. */
  readonly precision: number;
  readonly scale: number;
  readonly required: boolean;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly custom: boolean;
  readonly externalId: boolean;
  readonly options: readonly PicklistOption[];
  readonly restricted: boolean;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
}

export interface PicklistOption {
  readonly value: string;
  readonly label: string;
}

/** What a row of a field list may say beyond name, label and type. */
export interface FieldExtras {
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly required?: boolean;
  /** Kept by Salesforce itself: never written. */
  readonly system?: boolean;
  /** Given at creation only. */
  readonly createOnly?: boolean;
  readonly externalId?: boolean;
  readonly options?: readonly string[] | Readonly<Record<string, string>>;
  readonly restricted?: boolean;
  readonly to?: readonly string[];
  readonly as?: string;
}

export type FieldRow = readonly [name: string, label: string, type: FieldType, extras?: FieldExtras];

const lengths: Partial<Readonly<Record<FieldType, number>>> = {
  id: 18,
  reference: 18,
  string: 255,
  textarea: 32_000,
  picklist: 255,
  multipicklist: 4_099,
  email: 80,
  phone: 40,
  url: 255,
};
const numbers: Partial<Readonly<Record<FieldType, readonly [number, number]>>> = {
  double: [18, 0],
  currency: [18, 2],
  percent: [3, 0],
  int: [8, 0],
};

export function defineField([name, label, type, extras = {}]: FieldRow): FieldDefinition {
  const [precision, scale] = numbers[type] ?? [0, 0];
  const { system = false, createOnly = false, options = {} } = extras;
  return {
    name,
    label,
    type,
    length: extras.length ?? lengths[type] ?? 0,
    precision: extras.precision ?? precision,
    scale: extras.scale ?? scale,
    required: extras.required ?? false,
    createable: !system,
    updateable: !system && !createOnly,
    custom: name.endsWith('__c'),
    externalId: extras.externalId ?? false,
    options: Array.isArray(options)
      ? options.map((value: string) => ({ value, label: value }))
      : Object.entries(options).map(([value, shown]) => ({ value, label: String(shown) })),
    restricted: extras.restricted ?? false,
    referenceTo: extras.to ?? [],
    relationshipName: extras.as ?? null,
  };
}

/** Long text areas make pages short, and can be neither filtered nor sorted by. */
export const isLongText = ({ type, length }: FieldDefinition): boolean => type === 'textarea' && length > 255;
