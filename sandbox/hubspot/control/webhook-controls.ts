import { webhookTargetSchema } from '../webhooks/webhook-sender.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

/** Where changes are announced to: one target, as an app has one. */
export function webhookControls({ webhooks }: ControlParts): ControlActions {
  return {
    'GET webhooks': () => webhooks.counts(),
    'POST webhooks': ({ body }) => webhooks.sendTo(webhookTargetSchema.parse(body)),
    'DELETE webhooks': () => webhooks.sendTo(null),
  };
}
