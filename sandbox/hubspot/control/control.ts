import { type Control, controlOf } from '../../common/control.ts';
import { ApiProblem } from '../http/api-problem.ts';
import { type ControlParts } from './control-parts.ts';
import { faultControls } from './fault-controls.ts';
import { recordControls } from './record-controls.ts';
import { schemaControls } from './schema-controls.ts';
import { watchControls } from './watch-controls.ts';
import { webhookControls } from './webhook-controls.ts';

export type { Control } from '../../common/control.ts';

export function createControl(parts: ControlParts): Control {
  const actions = {
    ...watchControls(parts),
    ...faultControls(parts),
    ...recordControls(parts),
    ...schemaControls(parts),
    ...webhookControls(parts),
  };
  return controlOf(actions, (error) => (error instanceof ApiProblem ? error.reply : null));
}
