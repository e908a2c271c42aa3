import type { Stores } from '../../src/ports/stores.ts';
import { memoryAudit } from './memory-audit.ts';
import { memoryAssessments, memoryInputs } from './memory-assessments.ts';
import { memoryConnections, memoryRuns, memoryScorecards } from './memory-connections.ts';
import { memoryFacts } from './memory-facts.ts';
import { memoryInbox } from './memory-inbox.ts';
import { memoryInstalls } from './memory-installs.ts';
import { memoryLedger } from './memory-ledger.ts';
import { memoryRecords } from './memory-records.ts';
import { memoryPortals, memoryScreens, memoryTasks } from './memory-screens.ts';
import { memorySignals } from './memory-signals.ts';

/** All stores in memory, held to the same battery of tests as the database. Meant for hundreds of accounts, not thousands. */
export const createMemoryStores = (): Stores => {
  const factsOf = memoryFacts();
  const connections = memoryConnections();
  const portals = memoryPortals();
  return {
    connections,
    records: memoryRecords(factsOf),
    signals: memorySignals(factsOf, connections),
    inputs: memoryInputs(factsOf, connections),
    assessments: memoryAssessments(factsOf),
    ledger: memoryLedger(),
    scorecards: memoryScorecards(),
    runs: memoryRuns(),
    screens: memoryScreens(factsOf, connections, portals),
    portals,
    tasks: memoryTasks(),
    inbox: memoryInbox(connections),
    installs: memoryInstalls(),
    audit: memoryAudit(),
  };
};
