import type { ChangeParams } from '../measure-changes.ts';
import type { Texts } from '../templates.ts';

/** What became of a measure: a main clause that can follow a colon, a comma or "und"; no "weil", which would turn the verb to the end. */
export const changes: Texts<ChangeParams> = {
  seat_adoption:
    '{size, select, small {{active, plural, =0 {keine Lizenz wird genutzt} one {# von {seats, plural, one {# Lizenz} other {# Lizenzen}} wird genutzt} other {# von {seats, number} Lizenzen werden genutzt}}, zuvor {activeBefore, number} von {seatsBefore, number}} other {die Lizenznutzung ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}}}',
  power_users:
    '{after, plural, =0 {kein Power-User ist mehr aktiv, zuvor {before, plural, one {war es einer} other {waren es #}}} other {die Zahl der aktiven Power-User ist von {before, number} auf # {direction, select, up {gestiegen} other {gesunken}}}}',
  core_usage_trend: 'die Nutzung der Kernfunktionen liegt bei {after} der vorangegangenen 30 Tage, zuvor bei {before}',
  two_way_contact:
    '{answered, select, no {der Kunde hat seit {after, plural, one {# Tag} other {# Tagen}} auf keinen Kontaktversuch reagiert, zuvor {before, number}} other {{direction, select, up {der letzte Austausch mit dem Kunden liegt {after, plural, one {# Tag} other {# Tage}} zurück, zuvor {before, number}} other {der letzte Austausch mit dem Kunden war {after, plural, =0 {heute} =1 {gestern} other {vor # Tagen}}, zuvor lag er {before, plural, one {# Tag} other {# Tage}} zurück}}}}',
  business_reviews:
    'der Kunde hat an {attended, number} von {planned, plural, one {# Business-Review} other {# Business-Reviews}} teilgenommen, zuvor {attendedBefore, number} von {plannedBefore, number}',
  executive_sponsor:
    '{after, select, none {es gibt keinen Executive Sponsor mehr} active_quarterly {der Executive Sponsor ist jetzt jedes Quartal eingebunden} engaged_yearly {der Executive Sponsor ist {direction, select, up {jetzt} other {nur noch}} etwa einmal im Jahr eingebunden} other {der Executive Sponsor ist {direction, select, up {jetzt} other {nur noch}} informiert}}',
  nps: 'die NPS-Bewertung ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  outcomes:
    '{reached, number} von {goals, plural, one {# Ziel} other {# Zielen}} {reached, plural, one {ist} other {sind}} erreicht oder auf Kurs, zuvor {reachedBefore, number} von {goalsBefore, number}',
  login_rhythm:
    '{after, select, inactive {die Nutzer melden sich nur noch selten an, zuletzt {days, plural, =0 {heute} =1 {gestern} other {vor # Tagen}}} daily {die Nutzer melden sich jetzt täglich an} weekly {die Nutzer melden sich {direction, select, up {jetzt wöchentlich} other {nur noch wöchentlich}} an} two_weekly {die Nutzer melden sich {direction, select, up {jetzt alle zwei Wochen} other {nur noch alle zwei Wochen}} an} other {die Nutzer melden sich {direction, select, up {jetzt monatlich} other {nur noch monatlich}} an}}',
  feature_breadth:
    '{used, number} von {available, plural, one {# Funktion} other {# Funktionen}} {used, plural, one {wird} other {werden}} genutzt, zuvor {usedBefore, number} von {availableBefore, number}',
  feature_depth:
    'der Anteil der erweiterten Nutzung ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  workflow_completion:
    'der Anteil abgeschlossener Workflows ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  integrations:
    'die Zahl der aktiven Integrationen ist von {before, number} auf {after, number} {direction, select, up {gestiegen} other {gesunken}}',
  dau_mau:
    'die tägliche Nutzung (DAU/MAU) ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  time_to_value:
    '{reached, select, yes {der erste Nutzen wurde nach {days, plural, one {# Tag} other {# Tagen}} erreicht} other {der erste Nutzen ist nach {days, plural, one {# Tag} other {# Tagen}} noch nicht erreicht}}, bei einem Ziel von {limit, plural, one {# Tag} other {# Tagen}}',
  response_time:
    'der Kunde antwortet im Schnitt innerhalb von {time} {unit, select, hour {Stunde} hours {Stunden} other {Tagen}}, zuvor {earlierTime} {earlierUnit, select, hour {Stunde} hours {Stunden} other {Tage}}',
  csat: 'die CSAT-Bewertung ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  ces: 'die CES-Bewertung ist von {before} auf {after} {direction, select, up {gestiegen} other {gesunken}}',
  champion_advocacy:
    'der Champion hat sich {acts, plural, =0 {zuletzt nicht mehr} one {einmal} other {#-mal}} für Sie eingesetzt, zuvor {before, plural, =0 {nie} one {einmal} other {#-mal}}',
  contract_term:
    'der Vertrag {term, select, multi_year {läuft jetzt über mehrere Jahre} annual {läuft jetzt jeweils ein Jahr} other {ist jetzt monatlich kündbar}}',
  roi_multiple:
    'der Nutzen für den Kunden ist vom {before}-Fachen auf das {after}-Fache seiner Ausgaben {direction, select, up {gestiegen} other {gesunken}}',
  budget_trend:
    'das Budget des Kunden {trend, select, growing {wächst inzwischen} stable {ist inzwischen stabil} other {schrumpft inzwischen}}',
  expansion_talks:
    '{tone, select, positive {die Gespräche über einen Ausbau laufen gut} neutral {die Gespräche über einen Ausbau sind offen} other {es gibt keine Gespräche über einen Ausbau mehr}}',
  csm_sentiment:
    'Customer Success schätzt die Beziehung jetzt als {sentiment, select, good {gut} neutral {neutral} other {schlecht}} ein',
  stagnation:
    '{quarters, plural, =0 {es gab zusätzliche Lizenzen oder ein Upgrade} one {seit # Quartal gab es weder zusätzliche Lizenzen noch ein Upgrade} other {seit # Quartalen gab es weder zusätzliche Lizenzen noch ein Upgrade}}',
};
