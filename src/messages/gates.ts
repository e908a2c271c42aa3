import type { Locale } from '../accounts/connection.ts';
import type { Gate, NextStep } from '../accounts/health.ts';
import type { GateFacts, GateId } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

export interface GateParams {
  readonly cancellation_notice: { on: string };
  readonly champion_left: { on: string; days: number };
  readonly power_user_silent: {
    days: number;
    silent: number;
    total: number;
    others: number;
    who: 'named' | 'role';
    name: string;
  };
  readonly overdue_invoice: { days: number; invoices: number };
  readonly seats_reduced: { before: number; now: number; share: string };
  readonly ticket_storm: { tickets: number; within: number; kind: 'tickets' | 'top' | 'both'; days: number };
  readonly no_sponsor_near_renewal: { renewal: Renewal; days: number };
  readonly fast_drop: { points: number; days: number };
  readonly account_inactive: { days: number; renewal: Renewal | 'none'; daysToRenewal: number };
}
type Renewal = 'ahead' | 'today' | 'past';
export type Within = Extract<NextStep, { readonly kind: 'gate' }>['within'] | 'soon';

export interface GateTexts {
  readonly names: Labels<GateId>;
  /** Clauses: the sentence is the clause with a capital and a full stop, so that the change sentence can use the same words. */
  readonly facts: Texts<GateParams>;
  readonly plays: Texts<Readonly<Record<GateId, { readonly within: Within }>>>;
}
export type NameOf = (contactId: string) => string | null;
export type GateSentences = ReturnType<typeof createGateSentences>;

/** Warnings that overrule the number: what they are called, what happened, and what to do. */
export function createGateSentences(locale: Locale, texts: GateTexts, nameOf: NameOf) {
  const format = formatOf(locale);
  const say = createSay(locale, texts.facts);
  const play = createSay<Readonly<Record<GateId, { readonly within: Within }>>>(locale, texts.plays);
  const params = gateParams(format, nameOf);
  const clause = <K extends GateId>(id: K, facts: GateFacts[K]) => say(id, params[id](facts));
  return {
    gateName: (id: GateId) => texts.names[id],
    /** "The customer gave notice on 12 Nov 2026." */
    gate: (gate: Gate) => `${format.sentenceStart(clause(gate.id, gate.facts))}.`,
    gateClause: (gate: Gate) => clause(gate.id, gate.facts),
    /** What to do about it: one imperative sentence with its time limit. */
    gatePlay: (id: GateId, within: Within = 'soon') => play(id, { within }),
  };
}

function gateParams(
  format: Format,
  nameOf: NameOf,
): { readonly [K in GateId]: (facts: GateFacts[K]) => GateParams[K] } {
  return {
    cancellation_notice: (f) => ({ on: format.day(f.on) }),
    champion_left: (f) => ({ on: format.day(f.on), days: f.days }),
    power_user_silent: (f) => {
      const name = f.contactId === null ? null : nameOf(f.contactId);
      const people = { days: f.days, silent: f.silent, others: f.othersActive, total: f.silent + f.othersActive };
      return { ...people, who: name === null ? 'role' : 'named', name: name ?? '' };
    },
    overdue_invoice: (f) => f,
    seats_reduced: (f) => ({ ...f, share: format.percent(f.before > 0 ? (f.now - f.before) / f.before : 0) }),
    ticket_storm: (f) => ({
      tickets: f.tickets,
      within: f.days,
      // Fewer tickets beside an old top-priority one are no storm and stay unsaid.
      kind: f.topPriorityDays === null ? 'tickets' : f.many ? 'both' : 'top',
      days: f.topPriorityDays ?? 0,
    }),
    no_sponsor_near_renewal: (f) => ({ renewal: renewalOf(f.daysToRenewal), days: Math.abs(f.daysToRenewal) }),
    fast_drop: (f) => ({ points: Math.abs(Math.round(f.points)), days: f.days }),
    account_inactive: (f) => ({
      days: f.days,
      renewal: f.daysToRenewal === null ? 'none' : renewalOf(f.daysToRenewal),
      daysToRenewal: Math.abs(f.daysToRenewal ?? 0),
    }),
  };
}

const renewalOf = (days: number): Renewal => (days > 0 ? 'ahead' : days === 0 ? 'today' : 'past');
