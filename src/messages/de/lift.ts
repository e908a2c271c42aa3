import type { LiftTexts } from '../lift.ts';

/** The steps are datives: they follow "mit". */
export const lift: LiftTexts = {
  steps: {
    seat_adoption:
      '{active, number} statt {before, number} {active, plural, one {aktiven Lizenz} other {aktiven Lizenzen}} (von {seats, number})',
    power_users:
      '{active, plural, one {einem aktiven Power-User} other {# aktiven Power-Usern}} statt {before, number}',
    core_usage_trend: 'einer Nutzung der Kernfunktionen von {after} der vorangegangenen 30 Tage statt {before}',
    two_way_contact:
      'einem Austausch mit dem Kunden {days, plural, =0 {heute} one {innerhalb von # Tag} other {innerhalb von # Tagen}} (der letzte {before, plural, =0 {war heute} =1 {war gestern} other {liegt # Tage zurück}})',
    business_reviews:
      'der Teilnahme an {attended, number} statt {before, number} von {planned, plural, one {# Business-Review} other {# Business-Reviews}}',
    executive_sponsor:
      'einem {level, select, active_quarterly {vierteljährlich eingebundenen} engaged_yearly {jährlich eingebundenen} other {informierten}} Executive Sponsor',
    support_friction:
      '{closed, select, both {gelösten alten Tickets und gelösten Tickets höchster Priorität} old {gelösten alten Tickets} top {gelösten Tickets höchster Priorität} other {weniger Abzügen im Support}}',
    payment_and_plan: 'vollständig beglichenen Rechnungen',
    outcomes:
      '{reached, number} statt {before, number} von {goals, plural, one {# Ziel} other {# Zielen}} erreicht oder auf Kurs',
    other: 'dem Wert „{after}“ statt „{before}“ bei „{name}“',
  },
  frames: {
    steps:
      '{first, select, gates {danach würde die Prognosestufe mit {steps} auf Commit wechseln.} other {mit {steps} würde die Prognosestufe auf Commit wechseln.}}',
    gates:
      'Zuerst {count, plural, one {muss das Warnsignal {gates}} other {müssen die Warnsignale {gates}}} ausgeräumt werden.',
    gatesOnly:
      'Ohne {count, plural, one {das Warnsignal {gates}} other {die Warnsignale {gates}}} würde die Prognosestufe auf Commit wechseln.',
  },
  blocked: {
    low_coverage: 'Commit ist erst erreichbar, wenn mehr Daten vorliegen.',
    low_probability:
      'Commit ist nicht erreichbar, solange vergleichbare Verträge so selten verlängert werden; keine einzelne Kennzahl ändert das.',
  },
  unreachable: 'Kein einzelner Schritt und kein Paar von Schritten würde die Prognosestufe auf Commit bringen.',
};
