import { type Blueprint } from './blueprint.ts';
import { type DayNumber, dayText, instant, yearOf } from './days.ts';
import { type DealPlan, dealPlans } from './deal-plan.ts';
import { type Identity } from './identity.ts';
import { ownerKeyOf } from './owners.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact, type BookDeal } from './types.ts';

/** `live` deals plus the archived or merged one that the company's dirty shape asks for. */
export function dealsOf(
  plan: Blueprint,
  identity: Identity,
  contacts: readonly BookContact[],
  live: number,
): readonly BookDeal[] {
  const deals: BookDeal[] = [];
  for (const deal of dealPlans(plan)) {
    if (deals.length === live) break;
    deals.push(dealOf(plan, deal, deals.length, { identity, contacts }));
  }
  const [first] = deals;
  return first === undefined ? [] : [...deals, ...shadowsOf(plan, first)];
}

interface Company {
  readonly identity: Identity;
  readonly contacts: readonly BookContact[];
}

function dealOf(plan: Blueprint, deal: DealPlan, at: number, company: Company): BookDeal {
  const random = randomStream(plan.seed, plan.index, 'deal', at);
  const dates = datesOf(plan, deal, random);
  return {
    key: `${plan.key}-D${at + 1}`,
    name: `${deal.label} ${yearOf(deal.day)} – ${company.identity.name.trim()}`,
    kind: deal.kind,
    status: deal.status,
    stage: deal.status === 'open' ? stageOf(plan, deal, random) : 0,
    amount: random.chance(0.03) ? null : amountOf(plan, deal, random),
    currency: plan.country.currency,
    ...dates,
    ownerKey: random.chance(0.03) ? null : ownerKeyOf(plan),
    contactKeys: peopleOf(company.contacts, random),
    lifecycle: 'live',
    mergedInto: null,
  };
}

type DealDates = Pick<BookDeal, 'renewalDate' | 'closeDate' | 'createdAt' | 'modifiedAt' | 'closedAt'>;

function datesOf(plan: Blueprint, deal: DealPlan, random: Random): DealDates {
  const { shape, lastDay } = plan;
  const isOpen = deal.status === 'open';
  const closed = isOpen ? null : Math.min(lastDay, deal.day + (deal.kind === 'renewal' ? random.int(-20, 3) : 0));
  const created = Math.min(closed ?? lastDay, createdOn(plan, deal, random));
  const sooner = isOpen && random.chance(0.3) ? random.int(1, 14) : 0;
  const isBare = isOpen && shape === 'bare_renewal';
  const isUndated = isOpen && shape === 'undated_renewal';
  return {
    renewalDate: deal.kind !== 'renewal' || isBare || isUndated ? null : dayText(deal.day),
    closeDate: isBare ? null : dayText(closed ?? deal.day - sooner),
    createdAt: instant(created, random.int(25_000, 40_000)),
    modifiedAt: instant(closed ?? random.int(created, lastDay), random.int(60_001, 65_000)),
    closedAt: closed === null ? null : instant(closed, random.int(40_001, 60_000)),
  };
}

/** Half a year before its day, or, where that is still ahead, with the signature of the running contract. */
function createdOn({ contract, lastDay }: Blueprint, { day }: DealPlan, random: Random): DayNumber {
  const usual = day - random.int(120, 220);
  return usual <= lastDay ? usual : contract.start + random.int(0, 14);
}

/** Open deals move with the calendar: four stages, the last one within three weeks of the date. */
function stageOf({ lastDay }: Blueprint, { day }: DealPlan, random: Random): number {
  const ahead = day - lastDay + random.int(-15, 15);
  return [100, 60, 21].filter((limit) => ahead <= limit).length;
}

function amountOf({ acv, contract }: Blueprint, { kind, share, status }: DealPlan, random: Random): number {
  const years = kind === 'renewal' && contract.termMonths > 12 && status === 'won' ? contract.termMonths / 12 : 1;
  const uplift = kind === 'renewal' && random.chance(0.4) ? 1.03 : 1;
  return Math.round(acv * share * uplift * years * 100) / 100;
}

/** The first three contacts are the buyers; a deal names one or two of those that still exist. */
function peopleOf(contacts: readonly BookContact[], random: Random): readonly string[] {
  const buyers = contacts.slice(0, 3).filter((contact) => !contact.archived);
  return buyers.slice(0, random.int(1, 2)).map((contact) => contact.key);
}

function shadowsOf({ shape }: Blueprint, first: BookDeal): readonly BookDeal[] {
  if (shape === 'archived_deal') return [{ ...first, key: `${first.key}-A`, lifecycle: 'archived' }];
  if (shape !== 'merged_deal') return [];
  return [{ ...first, key: `${first.key}-M`, lifecycle: 'merged', mergedInto: first.key }];
}

/** The deal that stands under no company: a name somebody typed, an owner, and no date to renew by. */
export function orphanDeal(seed: number, at: number, lastDay: DayNumber): BookDeal {
  const random = randomStream(seed, 'orphan', at);
  const created = lastDay - random.int(5, 300);
  const changed = random.int(created, lastDay);
  const status = random.weighted([
    { share: 6, is: 'open' },
    { share: 2, is: 'won' },
    { share: 2, is: 'lost' },
  ] as const).is;
  return {
    key: `O-D${at + 1}`,
    name: random.pick(['Renewal ?', 'Import 3', 'Pilot', 'Angebot', 'test', 'Verlängerung (Kunde klären)']),
    kind: random.chance(0.3) ? 'renewal' : 'new_business',
    status,
    stage: status === 'open' ? random.int(0, 3) : 0,
    amount: random.chance(0.4) ? null : random.int(500, 40_000),
    currency: 'EUR',
    renewalDate: null,
    closeDate: status === 'open' ? null : dayText(changed),
    createdAt: instant(created, 30_000),
    modifiedAt: instant(changed, 45_000),
    closedAt: status === 'open' ? null : instant(changed, 44_000),
    ownerKey: null,
    contactKeys: [],
    lifecycle: 'live',
    mergedInto: null,
  };
}
