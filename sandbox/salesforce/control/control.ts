import { type Control, controlOf } from '../../common/control.ts';
import { ApiError } from '../http/api-error.ts';
import { UnreadableValue } from '../write/check-value.ts';
import { RowError } from '../write/row-error.ts';
import { UnknownColumn } from '../write/write-row.ts';
import { type ControlParts } from './control-parts.ts';
import { appControls } from './app-controls.ts';
import { faultControls } from './fault-controls.ts';
import { recordControls } from './record-controls.ts';
import { setupControls } from './setup-controls.ts';
import { watchControls } from './watch-controls.ts';

export type { Control } from '../../common/control.ts';

export function createControl(parts: ControlParts): Control {
  const actions = {
    ...watchControls(parts),
    ...recordControls(parts),
    ...setupControls(parts),
    ...faultControls(parts),
    ...appControls(parts),
  };
  return controlOf(actions, (error) => {
    if (error instanceof RowError || error instanceof UnknownColumn || error instanceof UnreadableValue)
      return { status: 400, body: { message: error.message } };
    return error instanceof ApiError ? { status: error.status, body: { message: error.message } } : null;
  });
}
