import { blueprintOf } from './blueprint.ts';
import { type Book, type BookCompany, type BookTruth } from './types.ts';

/** Why a generated live company is as it is and how it ends; null for archived and merged ones and for a base read from a real CRM. */
export function truthOf(book: Book, company: BookCompany): BookTruth | null {
  if (book.source !== 'generated' || company.lifecycle !== 'live') return null;
  const plan = blueprintOf(book.options, company.index);
  return {
    key: company.key,
    archetype: plan.archetype.name,
    causes: plan.archetype.causes,
    lossProbability: plan.lossProbability,
    renews: plan.renews,
  };
}
