import { type BookCompany } from '../../book/types.ts';
import { fitText, type Seeder } from './seeder.ts';

/** Adds the company's account, its contract and its licences; returns the account id. Usage, billing and surveys stay out: they reach the product by its signal files. */
export function addAccount(seeder: Seeder, company: BookCompany): string {
  const { fields, corporateCurrency } = seeder.org.profile;
  const owner = seeder.ownerId(company.ownerKey);
  const dates = { createdAt: company.createdAt, modifiedAt: company.modifiedAt, deleted: company.lifecycle !== 'live' };
  const master = company.mergedInto === null ? undefined : seeder.accountIds.get(company.mergedInto);
  const id = seeder.add('Account', {
    ...dates,
    values: {
      MasterRecordId: master ?? null,
      Name: fitText(company.name, 255),
      Type: 'Customer',
      BillingCountry: company.country,
      AccountNumber: company.key,
      Website: company.domain === null ? null : `https://www.${company.domain}`,
      Industry: company.industry,
      AnnualRevenue: company.acv === null ? null : Math.round(company.acv * 180),
      // amounts of an account are kept in the corporate currency; those of an opportunity in its own
      CurrencyIsoCode: corporateCurrency,
      OwnerId: owner,
      ...seeder.named(fields.contractStart, company.contractStart),
      ...seeder.named(fields.contractEnd, company.contractEnd),
      ...seeder.named(fields.seats, company.seats),
      ...seeder.named(fields.contractValue, company.acv),
    },
  });
  if (company.lifecycle !== 'merged') seeder.accountIds.set(company.key, id);
  addContract(seeder, company, id, dates);
  addLicences(seeder, company, id, dates);
  return id;
}

type Dates = Pick<Parameters<Seeder['add']>[1], 'createdAt' | 'modifiedAt' | 'deleted'>;

/** Where either date is known. An org keeps the same dates on the account only if its admin made fields for them. */
function addContract(seeder: Seeder, company: BookCompany, accountId: string, dates: Dates): void {
  const { contractStart, contractEnd } = company;
  if (contractStart === null && contractEnd === null) return;
  const expired = contractEnd !== null && contractEnd < company.modifiedAt.slice(0, 10);
  seeder.add('Contract', {
    ...dates,
    values: {
      AccountId: accountId,
      ContractNumber: String(seeder.org.table('Contract').made + 1).padStart(8, '0'),
      StartDate: contractStart,
      EndDate: contractEnd,
      ContractTerm: null,
      Status: 'Activated',
      StatusCode: expired ? 'Expired' : 'Activated',
      CurrencyIsoCode: seeder.org.profile.corporateCurrency,
      OwnerId: seeder.ownerId(company.ownerKey),
    },
  });
}

/** The purchased licences as an asset. */
function addLicences(seeder: Seeder, company: BookCompany, accountId: string, dates: Dates): void {
  if (company.seats === null) return;
  seeder.add('Asset', {
    ...dates,
    values: {
      AccountId: accountId,
      ContactId: null,
      Name: 'Licences',
      Status: 'Installed',
      Quantity: company.seats,
      Price: company.acv,
      PurchaseDate: company.contractStart,
      InstallDate: company.contractStart,
      UsageEndDate: company.contractEnd,
      CurrencyIsoCode: seeder.org.profile.corporateCurrency,
      OwnerId: seeder.ownerId(company.ownerKey),
    },
  });
}
