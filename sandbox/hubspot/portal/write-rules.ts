import { type ObjectType } from './object-types.ts';
import { type Portal } from './portal.ts';
import { checkValue } from './property-values.ts';

export interface PropertyProblem {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

export interface CheckedProperties {
  /** As HubSpot keeps them. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly PropertyProblem[];
}

/** Checks the properties of one write by the portal's definitions. */
export function checkProperties(
  portal: Portal,
  type: ObjectType,
  given: Readonly<Record<string, string>>,
): CheckedProperties {
  const values: Record<string, string> = {};
  const problems: PropertyProblem[] = [];
  for (const [name, value] of Object.entries(given)) {
    const definition = portal.catalog.find(type, name);
    if (definition === null) {
      problems.push({ name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` });
      continue;
    }
    const checked = checkValue(definition, value);
    if ('value' in checked) values[name] = checked.value;
    else problems.push({ name, code: checked.code, message: checked.message });
  }
  return { values, problems };
}
