import type { HealthBand } from '../../accounts/health.ts';
import { healthBands } from '../../accounts/health.ts';
import type { AccountId } from '../../accounts/ids.ts';
import type { Scorecard } from '../../accounts/scorecard.ts';
import { shownScore } from '../bands.ts';
import type { BookSheet } from './book-sheet.ts';
import { at } from './column.ts';
import type { FactGate } from './gate-columns.ts';
import { rescore, type Rescored } from './rescore.ts';

/** What publishing a scorecard would change, before anything is published. */
export interface ScorecardPreview {
  readonly accounts: number;
  readonly bands: readonly BandMove[];
  /** Accounts whose band or gates would change, those of the highest contract value first. */
  readonly changed: readonly AccountMove[];
}
/** Accounts that go from one band to another or stay; ARR is their annual contract value in the home currency, as far as it is known. */
export interface BandMove {
  readonly from: HealthBand;
  readonly to: HealthBand;
  readonly accounts: number;
  readonly arr: number;
}
export interface AccountMove {
  readonly accountId: AccountId;
  /** Null = not known. */
  readonly arr: number | null;
  readonly before: Reading;
  readonly after: Reading;
}
export interface Reading {
  /** The shown integer; null while there is insufficient data. */
  readonly shown: number | null;
  readonly band: HealthBand;
  readonly gates: readonly FactGate[];
}

/** Reads a book by two scorecards: who changes band, which gates would fire or fall silent, and how much ARR moves. Throws what `rescore` throws. */
export function previewScorecard(sheet: BookSheet, before: Scorecard, after: Scorecard): ScorecardPreview {
  const [old, now] = [rescore(sheet, before), rescore(sheet, after)];
  const moves = sheet.ids.map((accountId, row): AccountMove => {
    const acv = at(sheet.acv, row);
    return { accountId, arr: Number.isNaN(acv) ? null : acv, before: readingAt(old, row), after: readingAt(now, row) };
  });
  const changed = moves.filter(isChanged).sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0));
  return { accounts: moves.length, bands: bandMoves(moves), changed };
}

function readingAt({ score, bandAt, gatesAt }: Rescored, row: number): Reading {
  const value = at(score, row);
  return { shown: Number.isNaN(value) ? null : shownScore(value), band: bandAt(row), gates: gatesAt(row) };
}

const isChanged = ({ before, after }: AccountMove): boolean =>
  before.band !== after.band || before.gates.join() !== after.gates.join();

/** Best band first; pairs that nobody takes are left out. */
function bandMoves(moves: readonly AccountMove[]): readonly BandMove[] {
  const pairs = healthBands.flatMap((from) => healthBands.map((to) => ({ from, to })));
  return pairs.flatMap(({ from, to }) => {
    const taken = moves.filter(({ before, after }) => before.band === from && after.band === to);
    if (taken.length === 0) return [];
    return [{ from, to, accounts: taken.length, arr: taken.reduce((sum, { arr }) => sum + (arr ?? 0), 0) }];
  });
}
