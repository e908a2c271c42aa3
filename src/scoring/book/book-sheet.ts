import type { AccountId } from '../../accounts/ids.ts';
import type { MeasureId } from '../../accounts/measures.ts';
import type { Scorecard } from '../../accounts/scorecard.ts';
import type { AccountSnapshot } from '../account-snapshot.ts';
import type { Measured, MeasureInput } from '../measure.ts';
import { measures } from '../measures.ts';
import { daysToNearestRenewal } from '../nearest-renewal.ts';
import type { UsageRollUp } from '../usage.ts';
import type { Column } from './column.ts';
import { type FactGate, factGates, gateColumns } from './gate-columns.ts';
import { measureColumns } from './measure-columns.ts';

/** Which measures say something of an account: the state of each, in the scorecard's order. */
export type Pattern = readonly Measured<MeasureId>['state'][];

/**
 * The facts of many accounts that scores and gates are made from: some 50 numbers an account, so that 100,000 accounts take 50 MB and another scorecard
 * scores them within a tenth of a second. Holds facts of one instant, read by the windows of one scorecard, of all measures, whether on or off.
 */
export class BookSheet {
  readonly card: Scorecard;
  readonly homeCurrency: string;
  readonly ids: AccountId[] = [];
  /** Annual contract value in the home currency; NaN where it is not known. */
  readonly acv: Column;
  /** By row: place in `patterns`. Accounts that lack the same data are many, so that coverage is worked out once for all of them. */
  readonly patternOf: Uint32Array;
  readonly patterns: Pattern[] = [];
  readonly #patternPlaces = new Map<string, number>();
  readonly #measures: ReadonlyMap<MeasureId, readonly Column[]>;
  readonly #gates: ReadonlyMap<FactGate, readonly Column[]>;

  /** Room for `size` accounts. Throws RangeError when more are added. */
  constructor(size: number, card: Scorecard, homeCurrency: string) {
    this.card = card;
    this.homeCurrency = homeCurrency;
    this.acv = new Float64Array(size);
    const columns = (count: number): readonly Column[] => Array.from({ length: count }, () => new Float64Array(size));
    this.patternOf = new Uint32Array(size);
    this.#measures = new Map(card.measures.map(({ id }) => [id, columns(measureColumns[id].count)]));
    this.#gates = new Map(factGates.map((id) => [id, columns(gateColumns[id].count)]));
  }

  /** A row for an account, at the instant of its snapshot. */
  add(id: AccountId, snapshot: AccountSnapshot, usage: UsageRollUp): void {
    const row = this.ids.length;
    if (row >= this.acv.length) throw new RangeError(`The sheet has room for ${this.acv.length} accounts`);
    const { card } = this;
    const acv = snapshot.account?.acv ?? null;
    this.acv[row] = acv?.currency === this.homeCurrency ? acv.amount : NaN;
    this.patternOf[row] = this.#placeOf(
      card.measures.map((rules) => this.#addMeasure(row, { snapshot, usage, rules, card })),
    );
    this.#addGates(row, snapshot, usage);
    this.ids.push(id);
  }

  /** Throws RangeError for a measure that the sheet's scorecard does not list. */
  measure(id: MeasureId): readonly Column[] {
    const columns = this.#measures.get(id);
    if (columns === undefined) throw new RangeError(`The sheet holds no ${id}`);
    return columns;
  }

  gate(id: FactGate): readonly Column[] {
    return this.#gates.get(id) ?? [];
  }

  #addMeasure(row: number, input: MeasureInput): Pattern[number] {
    const { id } = input.rules;
    const { state, numbers } = measuredNumbers(id, input);
    for (const [index, column] of this.measure(id).entries()) column[row] = numbers[index] ?? unmeasured;
    return state;
  }

  #placeOf(pattern: Pattern): number {
    const key = pattern.join();
    const known = this.#patternPlaces.get(key);
    if (known !== undefined) return known;
    this.#patternPlaces.set(key, this.patterns.length);
    return this.patterns.push(pattern) - 1;
  }

  #addGates(row: number, snapshot: AccountSnapshot, usage: UsageRollUp): void {
    const { card } = this;
    const daysToRenewal = daysToNearestRenewal(snapshot, card);
    const shown = { now: null, before7: null, before30: null };
    for (const gate of factGates) {
      const rules = card.gates[gate];
      const numbers =
        rules === undefined ? [] : gateColumns[gate].numbersOf({ snapshot, usage, card, rules, daysToRenewal, shown });
      for (const [index, column] of this.gate(gate).entries()) column[row] = numbers[index] ?? NaN;
    }
  }
}

/** What a column holds where a measure has no value: scored like any number and weighed by 0, which is faster than to ask each time. */
const unmeasured = 1;

function measuredNumbers<K extends MeasureId>(
  id: K,
  input: MeasureInput,
): { readonly state: Measured<K>['state']; readonly numbers: readonly number[] } {
  const measured = measures[id].measure(input);
  const { state } = measured;
  return { state, numbers: state === 'scored' ? measureColumns[id].numbersOf(measured.facts, input) : [] };
}
