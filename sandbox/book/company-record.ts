import { type Blueprint } from './blueprint.ts';
import { dayText, instant } from './days.ts';
import { type Identity } from './identity.ts';
import { ownerKeyOf } from './owners.ts';
import { randomStream } from './random.ts';
import { type BookCompany } from './types.ts';

type Parts = 'contacts' | 'deals' | 'tickets' | 'interactions' | 'invoices' | 'observations' | 'usage';

const industries = [
  ...['Manufacturing', 'Logistics', 'Software', 'Healthcare', 'Retail', 'Financial services', 'Construction'],
  ...['Energy', 'Education', 'Media', 'Food', 'Consulting', 'Public sector', 'Telecommunications'],
] as const;

/** The fields of the company itself, as the CRM keeps them. */
export function companyRecord(plan: Blueprint, identity: Identity): Omit<BookCompany, Parts> {
  const random = randomStream(plan.seed, plan.index, 'record');
  const created = plan.contract.customerSince - random.int(30, 200);
  const changed = random.int(plan.contract.customerSince, plan.lastDay);
  const isPoor = plan.archetype.name === 'data_poor';
  const { contract, shape } = plan;
  return {
    index: plan.index,
    key: plan.key,
    name: identity.name,
    domain: identity.recordDomain,
    country: plan.country.code,
    industry: random.pick(industries),
    segment: plan.segment,
    currency: plan.country.currency,
    ownerKey: ownerKeyOf(plan),
    createdAt: instant(created, random.int(25_000, 40_000)),
    modifiedAt: instant(changed, random.int(40_001, 60_000)),
    acv: shape === 'missing_acv' || (isPoor && random.chance(0.5)) ? null : plan.acv,
    seats: shape === 'missing_seats' || (isPoor && random.chance(0.6)) ? null : plan.seats.now,
    contractStart: isPoor && random.chance(0.5) ? null : dayText(contract.start),
    contractEnd: contract.end === null || (isPoor && random.chance(0.3)) ? null : dayText(contract.end),
    lifecycle: 'live',
    mergedInto: null,
  };
}
