import { type Mutation } from '../portal/mutation.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';

/** One event of a delivery, in the fields that apps of developer projects receive (`object.*`). Ids are numbers on this wire. */
export type WebhookEvent = Readonly<Record<string, string | number | boolean | readonly number[]>>;

export interface EventSource {
  readonly portalId: number;
  readonly appId: number;
}

/** The object types that webhooks exist for here; activities have none. */
const announced: readonly ObjectType[] = ['companies', 'deals', 'contacts', 'tickets'];

/** What a change is announced as: one event for each written property, one otherwise, none for changes of the schema. */
export function webhookEvents(mutation: Mutation, { portalId, appId }: EventSource): readonly WebhookEvent[] {
  if (!('id' in mutation) || !announced.includes(mutation.type)) return [];
  const byApp = mutation.by === 'api';
  const common = {
    portalId,
    appId,
    occurredAt: mutation.at,
    attemptNumber: 0,
    changeSource: byApp ? 'INTEGRATION' : 'CRM_UI',
    sourceId: byApp ? String(appId) : 'userId:9100000',
    objectTypeId: objectTypeInfo[mutation.type].typeId,
    objectId: Number(mutation.id),
  };
  switch (mutation.op) {
    case 'create':
      return [
        { ...common, subscriptionType: 'object.creation', changeFlag: 'CREATED' },
        ...propertyChanges(common, mutation.properties),
      ];
    case 'update':
      return propertyChanges(common, mutation.properties);
    case 'archive':
      return [{ ...common, subscriptionType: 'object.deletion', changeFlag: 'DELETED' }];
    case 'restore':
      return [{ ...common, subscriptionType: 'object.restore', changeFlag: 'RESTORED' }];
    case 'merge': {
      const merged = {
        primaryObjectId: Number(mutation.id),
        mergedObjectIds: [Number(mutation.id), Number(mutation.other)],
        newObjectId: Number(mutation.into),
      };
      return [
        {
          ...common,
          ...merged,
          objectId: merged.newObjectId,
          subscriptionType: 'object.merge',
          changeFlag: 'MERGED',
          numberOfPropertiesMoved: 1,
        },
      ];
    }
    case 'link':
    case 'unlink': {
      const [from, to] = [objectTypeInfo[mutation.type], objectTypeInfo[mutation.toType]];
      const ends = {
        fromObjectId: Number(mutation.id),
        toObjectId: Number(mutation.toId),
        fromObjectTypeId: from.typeId,
        toObjectTypeId: to.typeId,
      };
      const associationType = `${from.singular}_to_${to.singular}`.toUpperCase();
      return [
        {
          ...common,
          ...ends,
          associationType,
          associationRemoved: mutation.op === 'unlink',
          isPrimaryAssociation: false,
          subscriptionType: 'object.associationChange',
        },
      ];
    }
  }
}

const propertyChanges = (common: WebhookEvent, properties: Readonly<Record<string, string>>): readonly WebhookEvent[] =>
  Object.entries(properties).map(([propertyName, propertyValue]) => ({
    ...common,
    subscriptionType: 'object.propertyChange',
    propertyName,
    propertyValue,
  }));
