import { kept } from './common-fields.ts';
import { type FieldRow } from './field.ts';

/** What Salesforce keeps about the org itself: read only. */
export const setupFields: Readonly<
  Record<'Organization' | 'User' | 'CurrencyType' | 'RecordType' | 'OpportunityStage', readonly FieldRow[]>
> = {
  Organization: [
    ['Name', 'Name', 'string', { length: 80, system: true }],
    ['TimeZoneSidKey', 'Time Zone', 'picklist', kept],
    ['DefaultLocaleSidKey', 'Locale', 'picklist', kept],
    ['LanguageLocaleKey', 'Language', 'picklist', kept],
    ['OrganizationType', 'Edition', 'picklist', kept],
    ['IsSandbox', 'Is Sandbox', 'boolean', kept],
    ['InstanceName', 'Instance Name', 'string', kept],
    ['NamespacePrefix', 'Namespace Prefix', 'string', kept],
    ['Country', 'Country', 'string', kept],
  ],
  User: [
    ['Username', 'Username', 'string', { length: 80, system: true }],
    ['FirstName', 'First Name', 'string', { length: 40, system: true }],
    ['LastName', 'Last Name', 'string', { length: 80, system: true }],
    ['Name', 'Full Name', 'string', { length: 121, system: true }],
    ['Email', 'Email', 'email', kept],
    ['IsActive', 'Active', 'boolean', kept],
    ['UserType', 'User Type', 'picklist', kept],
    ['TimeZoneSidKey', 'Time Zone', 'picklist', kept],
    ['LocaleSidKey', 'Locale', 'picklist', kept],
    ['LanguageLocaleKey', 'Language', 'picklist', kept],
  ],
  CurrencyType: [
    ['IsoCode', 'Currency ISO Code', 'picklist', kept],
    ['ConversionRate', 'Conversion Rate', 'double', { precision: 18, scale: 6, system: true }],
    ['DecimalPlaces', 'Decimal Places', 'int', kept],
    ['IsActive', 'Active', 'boolean', kept],
    ['IsCorporate', 'Corporate Currency', 'boolean', kept],
  ],
  RecordType: [
    ['Name', 'Name', 'string', { length: 80, system: true }],
    ['DeveloperName', 'Record Type Name', 'string', { length: 80, system: true }],
    ['SobjectType', 'SObject Type Name', 'picklist', kept],
    ['IsActive', 'Active', 'boolean', kept],
  ],
  OpportunityStage: [
    ['MasterLabel', 'Master Label', 'string', kept],
    ['ApiName', 'API Name', 'string', kept],
    ['IsActive', 'Is Active', 'boolean', kept],
    ['SortOrder', 'Sort Order', 'int', kept],
    ['IsClosed', 'Closed', 'boolean', kept],
    ['IsWon', 'Won', 'boolean', kept],
    ['ForecastCategory', 'Forecast Category', 'picklist', kept],
    ['ForecastCategoryName', 'Forecast Category Name', 'picklist', kept],
    ['DefaultProbability', 'Probability (%)', 'percent', kept],
  ],
};
