import type { Connection } from '../accounts/connection.ts';
import type { HealthAssessment, HealthBand, MachineTier } from '../accounts/health.ts';
import type { ScorecardInForce } from '../accounts/scorecard.ts';
import type { Clock } from '../ports/clock.ts';
import type { Stores } from '../ports/stores.ts';
import { assessAccount } from '../scoring/assess-account.ts';

export interface ScorecardPreview {
  readonly accounts: number;
  /** Accounts by the band they leave and the band they would enter; only those that move. */
  readonly bands: readonly { readonly from: HealthBand; readonly to: HealthBand; readonly accounts: number }[];
  /** Renewals that would move to another final tier, with their home-currency ARR. */
  readonly tiers: readonly {
    readonly from: MachineTier;
    readonly to: MachineTier;
    readonly renewals: number;
    readonly arr: number;
  }[];
}

const chunkSize = 100;

/** Who would change band or tier, and how much ARR would move, if the card were in force now. Writes nothing. */
export const createPreviewScorecard =
  ({ stores, clock }: { readonly stores: Pick<Stores, 'inputs' | 'scorecards'>; readonly clock: Clock }) =>
  async (connection: Connection, next: Pick<ScorecardInForce, 'card' | 'hash'>): Promise<ScorecardPreview> => {
    const asOf = clock.now().toISOString();
    const now = await stores.scorecards.inForce(connection.id);
    const then = [...now, { since: asOf, ...next }];
    const moves = createMoves(connection.homeCurrency);
    for await (const page of stores.inputs.all(connection.id, chunkSize)) {
      for (const inputs of page) {
        moves.add(assessAccount({ inputs, asOf, scorecards: now }), assessAccount({ inputs, asOf, scorecards: then }));
      }
    }
    return moves.result();
  };

function createMoves(homeCurrency: string) {
  const bands = new Map<string, { from: HealthBand; to: HealthBand; accounts: number }>();
  const tiers = new Map<string, { from: MachineTier; to: MachineTier; renewals: number; arr: number }>();
  let accounts = 0;
  return {
    add(before: HealthAssessment, after: HealthAssessment): void {
      accounts += 1;
      if (before.band !== after.band) {
        const key = `${before.band} ${after.band}`;
        const move = bands.get(key) ?? { from: before.band, to: after.band, accounts: 0 };
        bands.set(key, { ...move, accounts: move.accounts + 1 });
      }
      for (const renewal of before.renewals) {
        const to = after.renewals.find(({ renewalId }) => renewalId === renewal.renewalId)?.final;
        if (to === undefined || to === renewal.final) continue;
        const key = `${renewal.final} ${to}`;
        const move = tiers.get(key) ?? { from: renewal.final, to, renewals: 0, arr: 0 };
        const arr = renewal.arr?.currency === homeCurrency ? renewal.arr.amount : 0;
        tiers.set(key, { ...move, renewals: move.renewals + 1, arr: move.arr + arr });
      }
    },
    result: (): ScorecardPreview => ({
      accounts,
      bands: [...bands.values()].sort((a, b) => b.accounts - a.accounts),
      tiers: [...tiers.values()].sort((a, b) => b.arr - a.arr || b.renewals - a.renewals),
    }),
  };
}
