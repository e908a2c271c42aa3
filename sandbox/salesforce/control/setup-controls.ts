import { z } from 'zod';
import { type ControlActions, type ControlParts } from './control-parts.ts';
import { fieldArgument } from './object-argument.ts';

const packageBody = z.strictObject({ package: z.enum(['deployed', 'absent']) });
const accessBody = fieldArgument.extend({ access: z.enum(['full', 'readOnly', 'hidden']) });
const renameBody = fieldArgument.extend({ to: z.string() });
const optionsBody = fieldArgument.extend({ remove: z.array(z.string()) });
const validationBody = fieldArgument.extend({
  refuses: z.union([z.string(), z.number(), z.boolean(), z.null()]).default(null),
  message: z.string(),
});

/** Changing the org as its admin would in Setup. */
export function setupControls({ org, rules }: ControlParts): ControlActions {
  const { schema } = org;
  return {
    'POST package': ({ body }) => schema.deployPackage(packageBody.parse(body).package === 'deployed'),
    'POST fields/access': ({ body }) => {
      const { object, field, access } = accessBody.parse(body);
      schema.setAccess(object, field, access);
    },
    /** The values move along, as when an admin changes a field's API name. */
    'POST fields/rename': ({ body }) => {
      const { object, field, to } = renameBody.parse(body);
      const from = schema.anyField(object, field)?.name ?? field;
      schema.changeField(object, field, (known) => ({ ...known, name: to }));
      for (const record of org.table(object).all()) {
        record[to] = record[from] ?? null;
        Reflect.deleteProperty(record, from);
      }
    },
    'POST fields/delete': ({ body }) => {
      const { object, field } = fieldArgument.parse(body);
      schema.changeField(object, field, () => null);
    },
    'POST fields/remove-options': ({ body }) => {
      const { object, field, remove } = optionsBody.parse(body);
      schema.changeField(object, field, (known) => ({
        ...known,
        options: known.options.filter(({ value }) => !remove.includes(value)),
      }));
    },
    'POST validations': ({ body }) => {
      const { object, field, refuses, message } = validationBody.parse(body);
      rules.validations.push({ object, field, refuses, message });
    },
    'DELETE validations': () => void rules.validations.splice(0),
  };
}
