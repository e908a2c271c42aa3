/** What a property is; the wire shape adds dates and modification metadata. */
export const propertyTypes = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'] as const;
export type PropertyType = (typeof propertyTypes)[number];
export const fieldTypes = [
  'booleancheckbox',
  'calculation_equation',
  'checkbox',
  'date',
  'file',
  'html',
  'number',
  'phonenumber',
  'radio',
  'select',
  'text',
  'textarea',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface PropertyOption {
  readonly label: string;
  readonly value: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly description?: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly fieldType: FieldType;
  readonly groupName: string;
  readonly description: string;
  readonly options: readonly PropertyOption[];
  readonly displayOrder: number;
  readonly hidden: boolean;
  readonly formField: boolean;
  readonly hasUniqueValue: boolean;
  readonly hubspotDefined: boolean;
  readonly calculated: boolean;
  readonly externalOptions: boolean;
  /** HubSpot keeps the value itself: writes are refused. */
  readonly readOnly: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt: number | null;
}

export interface PropertyGroup {
  readonly name: string;
  readonly label: string;
  readonly displayOrder: number;
}

/** Pairs that HubSpot accepts; others are refused since 2021-02. */
export const fieldTypesOf: Readonly<Record<PropertyType, readonly FieldType[]>> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'calculation_equation', 'checkbox', 'radio', 'select'],
  number: ['calculation_equation', 'number'],
  phone_number: ['phonenumber'],
  string: ['file', 'html', 'phonenumber', 'text', 'textarea'],
};

const usualField: Readonly<Record<PropertyType, FieldType>> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

type Options = Readonly<Record<string, string>>;

/** A definition from the few things that differ: options as value → label. */
export function defineProperty(
  name: string,
  label: string,
  type: PropertyType,
  groupName: string,
  more: Partial<Omit<PropertyDefinition, 'options'>> & { readonly options?: Options } = {},
): PropertyDefinition {
  const { options = {}, ...rest } = more;
  return {
    name,
    label,
    type,
    fieldType: usualField[type],
    groupName,
    description: '',
    displayOrder: -1,
    hidden: false,
    formField: false,
    hasUniqueValue: false,
    hubspotDefined: false,
    calculated: false,
    externalOptions: false,
    readOnly: false,
    createdAt: 0,
    updatedAt: 0,
    archivedAt: null,
    ...rest,
    options: type === 'bool' ? optionList({ true: 'Yes', false: 'No' }) : optionList(options),
  };
}

export const optionList = (options: Options): readonly PropertyOption[] =>
  Object.entries(options).map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false }));
