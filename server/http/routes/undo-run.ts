import type { Run } from '../../../src/ports/stores.ts';
import { actionWords } from '../../../src/views/action-words.ts';
import { noBody, runParam } from './params.ts';
import { answerDone, type MakeRoute, refuse, startInTurn, withConnection } from './route.ts';

/** As far back as the settings page offers. */
const runsOffered = 20;

export const undoRun: MakeRoute = (door) => ({
  method: 'post',
  path: '/runs/:id/undo',
  handle: (call) => {
    const { id } = runParam.parse(call.params);
    noBody.parse(call.body);
    return withConnection(door, call, async (connection) => {
      const runs = await door.stores.runs.latest(connection.id, runsOffered);
      const run = runs.find((one) => one.id === id);
      if (run === undefined || (run.stats.written ?? 0) === 0) return refuse(call.locale, 'run_unknown');
      if (runs.some((one) => undoes(one, id))) {
        return answerDone('already_done', actionWords(call.locale).refusal('already_undone'));
      }
      return startInTurn(door, call, (turn) => door.actions(connection, turn).undo(connection, id), 'undoStarted');
    });
  },
});

const undoes = ({ kind, outcome, stats }: Run, run: number): boolean =>
  kind === 'undo' && outcome === 'done' && stats.undone === run;
