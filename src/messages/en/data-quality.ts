import type { DataQualityTexts } from '../data-quality.ts';

const at = '{file}, line {line, number}';

export const dataQuality: DataQualityTexts = {
  problems: {
    not_a_date: '“{record}”: “{field}” holds “{value}”, which is not a date; the field counts as not filled.',
    not_a_number: '“{record}”: “{field}” holds “{value}”, which is not a number; the field counts as not filled.',
    negative_amount: '“{record}”: “{field}” holds the negative amount “{value}”; the field counts as not filled.',
    foreign_currency:
      '“{record}”: “{field}” holds “{value}”, which is not in the home currency; the amount is left out of all sums.',
    unknown_option: '“{record}”: “{field}” holds the unknown option “{value}”; the field counts as not filled.',
    text_too_long: '“{record}”: “{field}” holds a text that is too long (“{value}”); the field counts as not filled.',
  },
  rows: {
    missing_column: `${at}: the column “{column}” is missing; the row was left out.`,
    empty: `${at}: the column “{column}” is empty; the row was left out.`,
    not_a_day: `${at}: “{column}” holds “{value}”, which is not a day (YYYY-MM-DD); the row was left out.`,
    not_a_number: `${at}: “{column}” holds “{value}”, which is not a number; the row was left out.`,
    out_of_range: `${at}: “{column}” holds “{value}”, which is outside the permitted range; the row was left out.`,
    unknown_name: `${at}: “{value}” is not a known name for “{column}”; the row was left out.`,
    unknown_value: `${at}: “{value}” is not a known value for “{column}”; the row was left out.`,
    not_parsable: `${at}: the row cannot be read (“{value}”) and was left out.`,
  },
};
