import type { Locale } from '../accounts/connection.ts';
import type { HealthBand, Milestone, NextStep } from '../accounts/health.ts';
import type { MeasureId } from '../accounts/measures.ts';
import type { Day } from '../accounts/time.ts';
import { formatOf } from './format.ts';
import type { GateSentences } from './gates.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

export interface NextStepTexts {
  readonly milestones: Labels<Milestone>;
  readonly cadences: Labels<Exclude<HealthBand, 'insufficient_data'>>;
  readonly steps: Texts<Readonly<Record<Milestone, { readonly due: string }>>>;
  readonly frames: Texts<FrameParams>;
}
interface FrameParams {
  readonly milestone: { milestone: string; date: string };
  readonly internal: { milestone: string; due: string };
  readonly collect: { names: string; more: number };
}
export interface NextStepNames {
  readonly gatePlay: GateSentences['gatePlay'];
  readonly measure: (id: MeasureId) => string;
}

/** More names than this make a list, not a step. */
const namedGaps = 3;

/** Milestones of a renewal and the one thing to do next. */
export function createNextStepSentences(locale: Locale, texts: NextStepTexts, names: NextStepNames) {
  const format = formatOf(locale);
  const frame = createSay(locale, texts.frames);
  const milestoneStep = createSay<Readonly<Record<Milestone, { readonly due: string }>>>(locale, texts.steps);

  function collect(missing: readonly MeasureId[]): string {
    const named = missing.slice(0, namedGaps).map((id) => format.quote(names.measure(id)));
    const more = missing.length - named.length;
    return frame('collect', { names: more > 0 ? named.join(', ') : format.list(named), more });
  }
  return {
    milestoneName: (milestone: Milestone) => texts.milestones[milestone],
    /** "Value review, renewal on 22 Nov 2026" */
    milestone: (milestone: Milestone, date: Day) =>
      frame('milestone', { milestone: texts.milestones[milestone], date: format.day(date) }),
    /** One imperative sentence that says what and by when. */
    nextStep(step: NextStep): string {
      switch (step.kind) {
        case 'gate':
          return names.gatePlay(step.gate, step.within);
        case 'cadence':
          return texts.cadences[step.band];
        case 'collect_data':
          return collect(step.missing);
        case 'milestone':
          return step.internalOnly
            ? frame('internal', { milestone: texts.milestones[step.milestone], due: format.day(step.due) })
            : milestoneStep(step.milestone, { due: format.day(step.due) });
      }
    },
  };
}
