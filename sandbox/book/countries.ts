export type CountryCode = 'DE' | 'AT' | 'CH' | 'US' | 'GB' | 'FR' | 'IL' | 'AE' | 'SA';
export type Language = 'de' | 'en' | 'fr' | 'he' | 'ar';

export interface Country {
  readonly code: CountryCode;
  readonly share: number;
  readonly language: Language;
  readonly currency: string;
  /** Local money for one euro, rounded: contract values are drawn in euros. */
  readonly perEuro: number;
  /** Weekdays without work, 0 is Sunday. */
  readonly restDays: readonly number[];
  /** Month (1 to 12) to the share of normal work left by its holidays. */
  readonly quietMonths: Readonly<Record<number, number>>;
}

/**
 * The vendor bills in euros, and in francs in Switzerland: enough foreign money to be noticed, not so much that no sum means anything.
 * The Emirates rest on Saturday and Sunday since 2022, Israel and Saudi Arabia on Friday and Saturday.
 */
export const countries: readonly Country[] = [
  country('DE', 30, 'de', 'EUR', 1, [0, 6], { 7: 0.88, 8: 0.8 }),
  country('AT', 8, 'de', 'EUR', 1, [0, 6], { 7: 0.85, 8: 0.78 }),
  country('CH', 8, 'de', 'CHF', 1, [0, 6], { 7: 0.8, 8: 0.88 }),
  country('US', 22, 'en', 'EUR', 1, [0, 6], { 7: 0.93, 8: 0.93 }),
  country('GB', 12, 'en', 'EUR', 1, [0, 6], { 8: 0.85 }),
  country('FR', 11, 'fr', 'EUR', 1, [0, 6], { 7: 0.85, 8: 0.5 }),
  country('IL', 4, 'he', 'EUR', 1, [5, 6], { 8: 0.85 }),
  country('AE', 3, 'ar', 'EUR', 1, [0, 6], { 7: 0.88, 8: 0.85 }),
  country('SA', 2, 'ar', 'EUR', 1, [5, 6], { 7: 0.88, 8: 0.85 }),
];

function country(
  code: CountryCode,
  share: number,
  language: Language,
  currency: string,
  perEuro: number,
  restDays: readonly number[],
  quietMonths: Readonly<Record<number, number>>,
): Country {
  return { code, share, language, currency, perEuro, restDays, quietMonths };
}
