import type { ValueParams } from '../measure-values.ts';
import type { Texts } from '../templates.ts';

/** A measure's raw value in a few words, for lists and cells. */
export const values: Texts<ValueParams> = {
  seat_adoption: '{active, number} von {seats, number} aktiv{size, select, small {} other { ({share})}}',
  power_users: '{active, number} von {total, number} aktiv',
  core_usage_trend: '{share} der vorangegangenen 30 Tage',
  two_way_contact:
    '{answered, select, no {{days, plural, one {seit # Tag} other {seit # Tagen}} ohne Reaktion} other {{days, plural, =0 {heute} =1 {gestern} other {vor # Tagen}}}}',
  business_reviews: 'an {attended, number} von {planned, number} teilgenommen',
  executive_sponsor:
    '{level, select, active_quarterly {jedes Quartal eingebunden} engaged_yearly {einmal im Jahr eingebunden} informed {nur informiert} other {keiner}}',
  nps: '{mean} von 10',
  outcomes: '{reached, number} von {goals, number} erreicht oder auf Kurs',
  login_rhythm:
    '{rhythm, select, daily {täglich} weekly {wöchentlich} two_weekly {alle zwei Wochen} monthly {monatlich} other {selten, zuletzt {days, plural, =0 {heute} =1 {gestern} other {vor # Tagen}}}}',
  feature_breadth: '{used, number} von {available, number} genutzt',
  feature_depth: '{share} erweiterte Nutzung',
  workflow_completion: '{share} abgeschlossen',
  integrations: '{count, number} aktiv',
  dau_mau: '{share}',
  time_to_value:
    '{reached, select, yes {{days, plural, one {# Tag} other {# Tage}}} other {nach {days, plural, one {# Tag} other {# Tagen}} noch offen}}',
  response_time: '{time} {unit, select, hour {Stunde} hours {Stunden} other {Tage}}',
  csat: '{mean} von 5',
  ces: '{mean} von 7',
  champion_advocacy: '{acts, plural, =0 {bisher keiner} one {einmal} other {#-mal}}',
  contract_term: '{term, select, multi_year {mehrere Jahre} annual {ein Jahr} other {monatlich}}',
  roi_multiple: 'das {multiple}-Fache der Kosten',
  budget_trend: '{trend, select, growing {wachsend} stable {stabil} other {schrumpfend}}',
  expansion_talks: '{tone, select, positive {positiv} neutral {offen} other {keine}}',
  csm_sentiment: '{sentiment, select, good {gut} neutral {neutral} other {schlecht}}',
  stagnation: '{quarters, plural, =0 {Wachstum} one {# Quartal ohne Wachstum} other {# Quartale ohne Wachstum}}',
};
