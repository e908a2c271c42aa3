import type { DataQualityTexts } from '../data-quality.ts';

const at = '{file}, Zeile {line, number}';

export const dataQuality: DataQualityTexts = {
  problems: {
    not_a_date: '„{record}“: In „{field}“ steht „{value}“, das ist kein Datum; das Feld gilt als nicht ausgefüllt.',
    not_a_number: '„{record}“: In „{field}“ steht „{value}“, das ist keine Zahl; das Feld gilt als nicht ausgefüllt.',
    negative_amount:
      '„{record}“: In „{field}“ steht der negative Betrag „{value}“; das Feld gilt als nicht ausgefüllt.',
    foreign_currency:
      '„{record}“: In „{field}“ steht „{value}“, nicht in der Hauswährung; der Betrag fehlt in allen Summen.',
    unknown_option:
      '„{record}“: In „{field}“ steht die unbekannte Option „{value}“; das Feld gilt als nicht ausgefüllt.',
    text_too_long: '„{record}“: In „{field}“ steht ein zu langer Text („{value}“); das Feld gilt als nicht ausgefüllt.',
  },
  rows: {
    missing_column: `${at}: Die Spalte „{column}“ fehlt; die Zeile wurde ausgelassen.`,
    empty: `${at}: Die Spalte „{column}“ ist leer; die Zeile wurde ausgelassen.`,
    not_a_day: `${at}: In „{column}“ steht „{value}“, das ist kein Tag (JJJJ-MM-TT); die Zeile wurde ausgelassen.`,
    not_a_number: `${at}: In „{column}“ steht „{value}“, das ist keine Zahl; die Zeile wurde ausgelassen.`,
    out_of_range: `${at}: In „{column}“ steht „{value}“, das liegt außerhalb des erlaubten Bereichs; die Zeile wurde ausgelassen.`,
    unknown_name: `${at}: „{value}“ ist kein bekannter Name für „{column}“; die Zeile wurde ausgelassen.`,
    unknown_value: `${at}: „{value}“ ist kein bekannter Wert für „{column}“; die Zeile wurde ausgelassen.`,
    not_parsable: `${at}: Die Zeile ist nicht lesbar („{value}“) und wurde ausgelassen.`,
  },
};
