import { type BookCompany, type BookDeal } from '../../book/types.ts';
import { type Scalar } from '../org/field.ts';
import { type Stage } from '../org/stages.ts';
import { standardWords, type SeededContact } from './seed-contacts.ts';
import { fitText, type Seeder } from './seeder.ts';

/** An opportunity cannot be saved without a close date: people who know none put this day in its place. */
const unknownDay = '2099-12-31';

/** Adds the company's deals with the roles of their contacts. */
export function addOpportunities(
  seeder: Seeder,
  company: BookCompany,
  accountId: string,
  contacts: ReadonlyMap<string, SeededContact>,
): void {
  for (const deal of company.deals) {
    const id = addOpportunity(seeder, deal, { id: accountId, contractEnd: company.contractEnd });
    for (const [at, key] of deal.contactKeys.entries()) {
      const contact = contacts.get(key);
      if (contact === undefined) continue;
      const role = contact.role === null ? null : standardWords[contact.role];
      seeder.add('OpportunityContactRole', {
        ...datesOf(deal),
        values: { OpportunityId: id, ContactId: contact.id, Role: role, IsPrimary: at === 0 },
      });
    }
  }
}

/** Merging opportunities is unknown to Salesforce: what the base merged was deleted here. */
const datesOf = ({ createdAt, modifiedAt, lifecycle }: BookDeal) => ({
  createdAt,
  modifiedAt,
  deleted: lifecycle !== 'live',
});

/** Adds one opportunity, without an account for an orphan, and returns its id. */
export function addOpportunity(
  seeder: Seeder,
  deal: BookDeal,
  account: { readonly id: string; readonly contractEnd: string | null } | null,
): string {
  const { fields, recordTypes } = seeder.org.profile;
  const isRenewal = deal.kind === 'renewal';
  return seeder.add('Opportunity', {
    ...datesOf(deal),
    values: {
      AccountId: account?.id ?? null,
      Name: fitText(deal.name, 120),
      ...stageValues(stageOf(seeder, deal), deal.amount),
      Amount: deal.amount,
      CloseDate: deal.closeDate ?? account?.contractEnd ?? unknownDay,
      Type: typeOf(seeder, deal),
      LastStageChangeDate: deal.closedAt,
      CurrencyIsoCode: deal.currency,
      OwnerId: seeder.ownerId(deal.ownerKey),
      ...(recordTypes.length === 0 ? {} : { RecordTypeId: recordTypeId(seeder, isRenewal) }),
      ...(isRenewal ? seeder.named(fields.renewalDate, deal.renewalDate) : {}),
      ...(isRenewal ? seeder.named(fields.recurringRevenue, deal.amount) : {}),
    },
  });
}

function stageOf({ org }: Seeder, deal: BookDeal): Stage {
  const open = org.stages.filter(({ closed }) => !closed);
  const closed = org.stages.find((stage) => stage.closed && stage.won === (deal.status === 'won'));
  const chosen = deal.status === 'open' ? open[Math.min(deal.stage, open.length - 1)] : closed;
  if (chosen === undefined) throw new Error('an org has stages of every kind');
  return chosen;
}

function stageValues(stage: Stage, amount: number | null): Record<string, Scalar> {
  return {
    StageName: stage.name,
    IsClosed: stage.closed,
    IsWon: stage.won,
    Probability: stage.probability,
    ForecastCategory: stage.category,
    ForecastCategoryName: stage.categoryName,
    ExpectedRevenue: amount === null ? null : (amount * stage.probability) / 100,
  };
}

function typeOf({ org }: Seeder, { kind }: BookDeal): string | null {
  const [newBusiness, expansion, renewal] = org.profile.types;
  if (kind === 'renewal') return renewal;
  return kind === 'expansion' ? expansion : newBusiness;
}

function recordTypeId({ org }: Seeder, isRenewal: boolean): string | null {
  const [sales, renewals] = org.table('RecordType').all();
  return (isRenewal ? renewals : sales)?.Id ?? null;
}
