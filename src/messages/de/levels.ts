import type { LevelParams } from '../measure-levels.ts';
import type { Texts } from '../templates.ts';

/** Where a measure stands: one sentence with its own numbers. */
export const levels: Texts<LevelParams> = {
  seat_adoption:
    '{active, plural, =0 {{seats, plural, =1 {Die eine gekaufte Lizenz wurde} other {Keine der # gekauften Lizenzen wurde}}} other {# von {seats, plural, one {# gekauften Lizenz} other {# gekauften Lizenzen}} {active, plural, one {wurde} other {wurden}}}} in den letzten 30 Tagen {active, plural, =0 {{seats, plural, =1 {nicht } other {}}} other {}}genutzt{size, select, small {} other { ({share})}}.',
  power_users:
    '{total, plural, =0 {Es gibt keine Power-User.} =1 {{active, plural, =0 {Der einzige Power-User war in den letzten {days, number} Tagen nicht aktiv.} other {Der einzige Power-User war in den letzten {days, number} Tagen aktiv.}}} other {{active, plural, =0 {Keiner der {total, number} Power-User war} one {# von {total, number} Power-Usern war} other {# von {total, number} Power-Usern waren}} in den letzten {days, number} Tagen aktiv.}}',
  core_usage_trend:
    '{trend, select, same {Die Kernfunktionen wurden in den letzten 30 Tagen genauso viel genutzt wie in den 30 Tagen davor.} times {Die Kernfunktionen wurden in den letzten 30 Tagen {amount}-mal so viel genutzt wie in den 30 Tagen davor.} more {Die Kernfunktionen wurden in den letzten 30 Tagen {amount} mehr genutzt als in den 30 Tagen davor.} other {Die Kernfunktionen wurden in den letzten 30 Tagen {amount} weniger genutzt als in den 30 Tagen davor.}}',
  two_way_contact:
    '{answered, select, no {Seit dem ersten Kontaktversuch {days, plural, =0 {heute} =1 {gestern} other {vor # Tagen}} hat der Kunde nicht reagiert.} other {{days, plural, =0 {Der letzte Austausch mit dem Kunden war heute.} =1 {Der letzte Austausch mit dem Kunden war gestern.} other {Der letzte Austausch mit dem Kunden liegt # Tage zurück.}}}}',
  business_reviews:
    'Der Kunde hat an {attended, number} von {planned, plural, one {# geplanten Business-Review} other {# geplanten Business-Reviews}} teilgenommen{missed, plural, =0 {} =1 {} other { und dabei # in Folge versäumt}}.',
  executive_sponsor:
    '{level, select, active_quarterly {Der Executive Sponsor ist jedes Quartal eingebunden.} engaged_yearly {Der Executive Sponsor ist etwa einmal im Jahr eingebunden.} informed {Der Executive Sponsor ist informiert, aber nicht eingebunden.} other {Es gibt keinen Executive Sponsor.}}',
  nps: '{answers, plural, =1 {Die NPS-Bewertung liegt bei {mean} von 10.} other {Die NPS-Bewertungen liegen im Schnitt bei {mean} von 10 (# Antworten).}}',
  outcomes:
    '{reached, number} von {goals, plural, one {# vereinbarten Ziel} other {# vereinbarten Zielen}} {reached, plural, one {ist} other {sind}} erreicht oder auf Kurs.',
  login_rhythm:
    '{rhythm, select, daily {Die Nutzer melden sich täglich an.} weekly {Die Nutzer melden sich wöchentlich an.} two_weekly {Die Nutzer melden sich alle zwei Wochen an.} monthly {Die Nutzer melden sich monatlich an.} other {Die Nutzer melden sich nur selten an; die letzte Anmeldung {days, plural, =0 {war heute} =1 {war gestern} other {liegt # Tage zurück}}.}}',
  feature_breadth:
    '{used, number} von {available, plural, one {# Funktion} other {# Funktionen}} {used, plural, one {wird} other {werden}} genutzt.',
  feature_depth: 'Auf erweiterte Funktionen entfallen {share} der Nutzung.',
  workflow_completion:
    '{completed, number} von {started, plural, one {# begonnenen Workflow} other {# begonnenen Workflows}} {completed, plural, one {wurde} other {wurden}} abgeschlossen ({share}).',
  integrations:
    '{count, plural, =0 {Keine Integration ist aktiv.} one {# Integration ist aktiv.} other {# Integrationen sind aktiv.}}',
  dau_mau: 'An einem durchschnittlichen Tag sind {share} der monatlich aktiven Nutzer aktiv (DAU/MAU).',
  time_to_value:
    '{reached, select, yes {Der erste Nutzen wurde nach {days, plural, one {# Tag} other {# Tagen}} erreicht} other {Der erste Nutzen ist nach {days, plural, one {# Tag} other {# Tagen}} noch nicht erreicht}} (Ziel: {limit, number}).',
  response_time:
    'Der Kunde antwortet im Schnitt innerhalb von {time} {unit, select, hour {Stunde} hours {Stunden} other {Tagen}}{earlier, select, yes { (zuvor {earlierTime} {earlierUnit, select, hour {Stunde} hours {Stunden} other {Tage}})} other {}}.',
  csat: '{answers, plural, =1 {Die CSAT-Bewertung liegt bei {mean} von 5.} other {Die CSAT-Bewertungen liegen im Schnitt bei {mean} von 5 (# Antworten).}}',
  ces: '{answers, plural, =1 {Die CES-Bewertung liegt bei {mean} von 7.} other {Die CES-Bewertungen liegen im Schnitt bei {mean} von 7 (# Antworten).}}',
  champion_advocacy:
    '{acts, plural, =0 {Der Champion hat sich bisher nicht für Sie eingesetzt.} one {Der Champion hat sich einmal für Sie eingesetzt, etwa als Referenz oder mit einer Empfehlung.} other {Der Champion hat sich #-mal für Sie eingesetzt, etwa als Referenz oder mit Empfehlungen.}}',
  contract_term:
    '{term, select, multi_year {Der Vertrag läuft über mehrere Jahre.} annual {Der Vertrag läuft jeweils ein Jahr.} other {Der Vertrag ist monatlich kündbar.}}',
  roi_multiple: 'Der Nutzen für den Kunden beträgt das {multiple}-Fache seiner Ausgaben.',
  budget_trend:
    '{trend, select, growing {Das Budget des Kunden wächst.} stable {Das Budget des Kunden ist stabil.} other {Das Budget des Kunden schrumpft.}}',
  expansion_talks:
    '{tone, select, positive {Die Gespräche über einen Ausbau laufen gut.} neutral {Die Gespräche über einen Ausbau sind offen.} other {Es gibt keine Gespräche über einen Ausbau.}}',
  csm_sentiment:
    '{sentiment, select, good {Customer Success schätzt die Beziehung als gut ein.} neutral {Customer Success schätzt die Beziehung als neutral ein.} other {Customer Success schätzt die Beziehung als schlecht ein.}}',
  stagnation:
    '{quarters, plural, =0 {Im letzten Quartal gab es zusätzliche Lizenzen oder ein Upgrade.} one {Seit # Quartal gab es weder zusätzliche Lizenzen noch ein Upgrade.} other {Seit # Quartalen gab es weder zusätzliche Lizenzen noch ein Upgrade.}}',
};
