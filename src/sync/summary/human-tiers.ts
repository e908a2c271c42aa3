import type { HealthAssessment, RenewalForecast } from '../../accounts/health.ts';

/** A renewal whose tier people have set, with the account it belongs to. */
export interface SetTier {
  readonly account: string;
  readonly renewal: RenewalForecast;
}
export interface SetTiers {
  readonly count: number;
  /** The nearest dates first. */
  readonly nearest: readonly SetTier[];
}
export interface HumanTiers {
  /** Valid, and other than the calculated tier. */
  readonly disagreements: SetTiers;
  /** Run out, on renewals that are still forecast: reported, never silently dropped. */
  readonly expired: SetTiers;
}

const listed = 10;

/** Adds up a book page by page: where people and the rules differ, and which human tiers have run out. */
export function createHumanTiers(): { add(assessment: HealthAssessment): void; result(): HumanTiers } {
  const [disagreements, expired] = [createNearest(), createNearest()];
  return {
    add: ({ accountName: account, renewals }) => {
      for (const renewal of renewals) {
        const { human, machine } = renewal;
        if (human.state === 'valid' && human.tier !== machine) disagreements.add({ account, renewal });
        if (human.state === 'expired' && machine !== 'not_in_window') expired.add({ account, renewal });
      }
    },
    result: () => ({ disagreements: disagreements.result(), expired: expired.result() }),
  };
}

function createNearest(): { add(entry: SetTier): void; result(): SetTiers } {
  let [count, nearest]: [number, readonly SetTier[]] = [0, []];
  return {
    add: (entry) => {
      count += 1;
      nearest = [...nearest, entry].sort(byDate).slice(0, listed);
    },
    result: () => ({ count, nearest }),
  };
}

const byDate = (a: SetTier, b: SetTier): number =>
  byText(a.renewal.date ?? '~', b.renewal.date ?? '~') || byText(a.renewal.renewalId, b.renewal.renewalId);
/** By code units: the same order in every locale. `~` sorts after every date. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
