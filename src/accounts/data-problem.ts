/** A field of a CRM record that could not be used. The record itself is kept: the field counts as not filled and is listed under data quality. */
export interface DataProblem {
  readonly code: DataProblemCode;
  /** The CRM's own field name. */
  readonly field: string;
  /** The value as found, cut at 80 characters. */
  readonly value: string;
}

export type DataProblemCode =
  'not_a_date' | 'not_a_number' | 'negative_amount' | 'foreign_currency' | 'unknown_option' | 'text_too_long';
