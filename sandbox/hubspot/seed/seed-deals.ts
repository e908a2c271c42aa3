import { type BookCompany, type BookDeal } from '../../book/types.ts';
import { type Pipeline } from '../portal/pipelines.ts';
import { applyMerged } from './merged-records.ts';
import { named } from './seed-companies.ts';
import { type Seeder } from './seeder.ts';

/** Adds the company's deals with their links to the company and its contacts. */
export function addDeals(
  seeder: Seeder,
  company: BookCompany,
  companyId: string,
  contactIds: ReadonlyMap<string, string>,
): void {
  for (const deal of company.deals) {
    const id = addDeal(seeder, deal);
    seeder.link('deals', id, 'companies', companyId, true);
    for (const key of deal.contactKeys) {
      const contactId = contactIds.get(key);
      if (contactId !== undefined) seeder.link('deals', id, 'contacts', contactId);
    }
  }
}

/** Adds one deal, linked to nothing, and returns its id. */
export function addDeal(seeder: Seeder, deal: BookDeal): string {
  const { fields } = seeder.portal.profile;
  const pipeline = pipelineOf(seeder, deal);
  const id = seeder.add('deals', {
    createdAt: deal.createdAt,
    modifiedAt: deal.modifiedAt,
    archived: deal.lifecycle === 'archived',
    properties: {
      dealname: deal.name,
      pipeline: pipeline.id,
      dealstage: stageId(pipeline, deal),
      amount: deal.amount,
      deal_currency_code: deal.currency,
      closedate: deal.closedAt ?? (deal.closeDate === null ? null : `${deal.closeDate}T00:00:00.000Z`),
      dealtype: dealType(seeder, deal),
      hubspot_owner_id: seeder.ownerId(deal.ownerKey),
      ...(deal.kind === 'renewal' ? named(fields.renewalDate, deal.renewalDate) : {}),
      ...(deal.kind === 'renewal' ? named(fields.recurringRevenue, deal.amount) : {}),
    },
  });
  seeder.dealIds.set(deal.key, id);
  if (deal.mergedInto !== null) seeder.merges.push({ type: 'deals', oldId: id, into: deal.mergedInto });
  return id;
}

function pipelineOf({ portal }: Seeder, deal: BookDeal): Pipeline {
  const [sales, renewals] = portal.pipelines.deals;
  const chosen = deal.kind === 'renewal' ? renewals : sales;
  if (chosen === undefined) throw new Error('a portal has a sales and a renewal pipeline');
  return chosen;
}

function stageId({ stages }: Pipeline, deal: BookDeal): string {
  const open = stages.filter((stage) => !stage.isClosed);
  const closed = stages.find((stage) => stage.isClosed && stage.probability === (deal.status === 'won' ? 1 : 0));
  const chosen = deal.status === 'open' ? open[Math.min(deal.stage, open.length - 1)] : closed;
  return chosen?.id ?? '';
}

/** In the bare portal only renewals are "existing business": the deal type is then a rule that finds them. */
function dealType({ portal }: Seeder, deal: BookDeal): string | null {
  if (deal.kind === 'new_business') return 'newbusiness';
  return deal.kind === 'renewal' || portal.kind !== 'bare' ? 'existingbusiness' : null;
}

export const mergeDeals = (seeder: Seeder): void => applyMerged(seeder, 'deals', seeder.dealIds);
