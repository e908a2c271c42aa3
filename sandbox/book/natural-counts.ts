import { type Blueprint } from './blueprint.ts';
import { requiredDeals } from './deal-plan.ts';
import { randomStream } from './random.ts';
import { stormSize } from './tickets.ts';

export interface Counts {
  readonly deals: number;
  readonly contacts: number;
  readonly tickets: number;
}

const contactRange = { smb: [1, 5], mid_market: [4, 9], enterprise: [9, 18] } as const;
const monthlyTickets = { smb: 0.42, mid_market: 0.92, enterprise: 2.1 } as const;

/** How many live records an account has by itself: about 1.5 deals, 5 contacts and 4 tickets (per 180 days) in the mean. */
export function naturalCounts(plan: Blueprint): Counts {
  const random = randomStream(plan.seed, plan.index, 'counts');
  const history = random.poisson(0.3);
  const [least, most] = contactRange[plan.segment];
  const contacts = plan.archetype.name === 'data_poor' ? 1 : random.int(least, most);
  const months = (plan.lastDay - Math.max(plan.firstDay, plan.contract.customerSince) + 1) / 30;
  const everyday = random.poisson(monthlyTickets[plan.segment] * months * ticketHabit(plan));
  return {
    deals: Math.max(1, requiredDeals(plan).length + history),
    contacts,
    tickets: everyday + stormSize(plan),
  };
}

/** Accounts that hardly use the product hardly write; too quiet is a sign of its own. */
function ticketHabit({ archetype }: Blueprint): number {
  if (archetype.name === 'data_poor') return 0.5;
  return archetype.name === 'dormant' || archetype.name === 'never_adopted' ? 0.3 : 1;
}
