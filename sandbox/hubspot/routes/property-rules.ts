import { invalid } from '../http/api-problem.ts';
import { type RouteContext } from '../http/call.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { fieldTypesOf, type FieldType, type PropertyType } from '../portal/property-definition.ts';

interface Definition {
  readonly name: string;
  readonly type: PropertyType;
  readonly fieldType: FieldType;
  readonly groupName: string;
  readonly externalOptions?: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

const mostOptions = 5_000;
const longestOption = 3_000;

/** Throws 400 for a definition that HubSpot refuses; `replaces` names the property that is changed rather than made. */
export function checkDefinition(
  context: RouteContext,
  type: ObjectType,
  definition: Definition,
  replaces: string | null = null,
): void {
  checkName(definition.name);
  if (!fieldTypesOf[definition.type].includes(definition.fieldType)) {
    throw invalid(`Property fieldType ${definition.fieldType} is not valid for type ${definition.type}`, {
      subCategory: 'Properties.INVALID_FIELD_TYPE',
    });
  }
  const { catalog } = context.portal;
  if (catalog.findGroup(type, definition.groupName) === null) {
    throw invalid(`Property group ${definition.groupName} does not exist`, {
      subCategory: 'Properties.GROUP_DOES_NOT_EXIST',
    });
  }
  checkOptions(definition);
  const custom = catalog.list(type, false).filter((property) => !property.hubspotDefined);
  if (replaces === null && custom.length >= context.propertyLimit) {
    throw invalid(`This account has reached its limit of ${context.propertyLimit} custom properties`, {
      subCategory: 'Properties.LIMIT_REACHED',
    });
  }
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    throw invalid(
      `Property name ${name} must start with a lower case letter and hold only lower case letters, digits and underscores`,
      { subCategory: 'Properties.INVALID_NAME' },
    );
  }
  if (name.startsWith('hs_'))
    throw invalid(`Property name ${name} must not start with hs_`, { subCategory: 'Properties.RESERVED_NAME' });
}

function checkOptions({ type, options, externalOptions = false }: Definition): void {
  if (type === 'enumeration' && options.length === 0 && !externalOptions)
    throw invalid('Property of type enumeration needs options');
  if (type !== 'enumeration' && type !== 'bool' && options.length > 0)
    throw invalid(`Property of type ${type} takes no options`);
  if (options.length > mostOptions) throw invalid(`A property takes at most ${mostOptions} options`);
  if (options.some((option) => option.value.length > longestOption))
    throw invalid(`An option takes at most ${longestOption} characters`);
  for (const part of ['value', 'label'] as const) {
    const given = options.map((option) => option[part]);
    if (new Set(given).size !== given.length)
      throw invalid(`Property options must have distinct ${part}s`, { subCategory: 'Properties.DUPLICATE_OPTIONS' });
  }
}
