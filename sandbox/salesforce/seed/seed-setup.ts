import { type BookOwner } from '../../book/types.ts';
import { type Scalar } from '../org/field.ts';
import { type Seeder } from './seeder.ts';

/** The org itself, its users, currencies, record types and stages. `now` is ISO. */
export function seedSetup(seeder: Seeder, owners: readonly BookOwner[], now: string): void {
  const { org } = seeder;
  const { profile } = org;
  const add = (object: Parameters<Seeder['add']>[0], values: Readonly<Record<string, Scalar>>): string =>
    seeder.add(object, { createdAt: founded, modifiedAt: object === 'Organization' ? now : founded, values });
  org.table('Organization').add({
    Id: org.id,
    IsDeleted: false,
    CreatedDate: founded,
    SystemModstamp: founded,
    Name: profile.name,
    TimeZoneSidKey: profile.timeZone,
    DefaultLocaleSidKey: profile.locale,
    LanguageLocaleKey: profile.language,
    OrganizationType: 'Enterprise Edition',
    IsSandbox: false,
    InstanceName: 'EU45',
    NamespacePrefix: null,
    Country: 'DE',
  });
  add('User', user(seeder, 'Renewal Health', 'Integration', 'renewal.health@vendor.example', true));
  add('User', user(seeder, 'Data', 'Import', 'admin@vendor.example', true));
  for (const { key, firstName, lastName, email, archived } of owners)
    seeder.userIds.set(key, add('User', user(seeder, firstName, lastName, email, !archived)));
  for (const [code, rate] of currencies)
    add('CurrencyType', {
      IsoCode: code,
      ConversionRate: rate,
      DecimalPlaces: 2,
      IsActive: true,
      IsCorporate: code === profile.corporateCurrency,
    });
  for (const { developerName, name } of profile.recordTypes)
    add('RecordType', { Name: name, DeveloperName: developerName, SobjectType: 'Opportunity', IsActive: true });
  for (const [at, stage] of org.stages.entries())
    add('OpportunityStage', {
      MasterLabel: stage.name,
      ApiName: stage.name,
      IsActive: true,
      SortOrder: at + 1,
      IsClosed: stage.closed,
      IsWon: stage.won,
      ForecastCategory: stage.category,
      ForecastCategoryName: stage.categoryName,
      DefaultProbability: stage.probability,
    });
}

const founded = '2015-03-02T08:00:00.000Z';
/** The rates of the HubSpot stand-in the other way round: one book gives the same sums in both. */
const currencies = [
  ['EUR', 1],
  ['USD', 1.25],
  ['GBP', 0.8],
  ['CHF', 1.024],
] as const;

function user({ org }: Seeder, first: string, last: string, email: string, active: boolean): Record<string, Scalar> {
  const { timeZone, locale, language } = org.profile;
  return {
    Username: email,
    FirstName: first,
    LastName: last,
    Name: `${first} ${last}`,
    Email: email,
    IsActive: active,
    UserType: 'Standard',
    TimeZoneSidKey: timeZone,
    LocaleSidKey: locale,
    LanguageLocaleKey: language,
  };
}
