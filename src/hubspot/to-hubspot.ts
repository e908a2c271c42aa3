import { createHealthPresenter, type FieldShape } from '../crm-fields/health-presenter.ts';
import type { HealthPresenter } from '../ports/crm.ts';
import { properties, type WrittenProperty } from './properties.ts';

/** Longest text HubSpot keeps in one property. */
const textLength = 65_536;

/** HubSpot's cards ask the server for their explanation: no property carries it. */
export const createHubSpotPresenter = (): HealthPresenter =>
  createHealthPresenter({ account: shapes('companies'), renewal: shapes('deals') }, null);

const shapes = (object: 'companies' | 'deals'): ReadonlyMap<string, FieldShape> =>
  new Map(properties[object].map((property) => [property.name, shapeOf(property)]));

const shapeOf = ({ type, options }: WrittenProperty): FieldShape => ({
  type,
  codes: type === 'enumeration' ? new Set(options.map(({ value }) => value)) : null,
  length: textLength,
});
