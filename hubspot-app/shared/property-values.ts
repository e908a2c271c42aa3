/** HubSpot gives an emptied property as null or as an empty text. */
export const textOf = (value: string | null | undefined): string | null =>
  value === undefined || value === '' ? null : value;

export function numberOf(text: string | null): number | null {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}
