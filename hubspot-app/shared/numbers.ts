import type { Locale } from './words.ts';

/** Signed points as the sentences write them, with a real minus: "+6", "−4.5", "±0". At most one decimal. */
export function signed(locale: Locale, points: number): string {
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(points));
  if (size === '0') return '±0';
  return points > 0 ? `+${size}` : `−${size}`;
}

/** A percentage as each language writes it: "85%", "85 %". `percent` is 0 to 100. */
export const percentText = (locale: Locale, percent: number): string =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);

export const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
