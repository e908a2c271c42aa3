import { z } from 'zod';
import { objectNames } from '../org/object-names.ts';

/** An object by its API name, and a field of it. */
export const objectArgument = z.enum(objectNames as [(typeof objectNames)[number], ...typeof objectNames]);
export const fieldArgument = z.strictObject({ object: objectArgument, field: z.string() });
