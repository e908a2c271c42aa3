import type { LiftTexts } from '../lift.ts';

/** The steps are datives: they follow "mit". */
export const lift: LiftTexts = {
  steps: {
    seat_adoption:
      '{active, number} statt {before, number} {active, plural, one {aktiven Lizenz} other {aktiven Lizenzen}} (von {seats, number})',
    power_users:
      '{active, plural, one {einem aktiven Power-User} other {# aktiven Power-Usern}} statt {before, plural, =0 {keinem} one {einem} other {#}}',
    core_usage_trend: 'einer Nutzung der Kernfunktionen von {after} der vorangegangenen 30 Tage statt {before}',
    two_way_contact:
      'einem Austausch mit dem Kunden {days, plural, =0 {heute} one {innerhalb von # Tag} other {innerhalb von # Tagen}} (der letzte {before, plural, =0 {war heute} =1 {war gestern} other {liegt # Tage zurück}})',
    business_reviews:
      'der Teilnahme an {attended, number} statt {before, number} von {planned, plural, one {# Business-Review} other {# Business-Reviews}}',
    executive_sponsor:
      'einem {level, select, active_quarterly {vierteljährlich eingebundenen} engaged_yearly {jährlich eingebundenen} other {informierten}} Executive Sponsor',
    support_friction:
      '{closed, select, both {dem Abschluss der alten Tickets und der Tickets höchster Priorität} old {dem Abschluss der alten Tickets} top {dem Abschluss der Tickets höchster Priorität} other {weniger Abzügen im Support}}',
    payment_and_plan: 'der Zahlung aller überfälligen Rechnungen',
    outcomes:
      '{reached, number} statt {before, number} {reached, plural, one {erreichten oder auf Kurs liegenden Ziel} other {erreichten oder auf Kurs liegenden Zielen}} (von {goals, number})',
    other: 'dem Wert „{after}“ statt „{before}“ bei „{name}“',
  },
  frames: {
    steps:
      '{first, select, gates {danach würde die Prognosestufe mit {steps} auf Commit wechseln.} other {mit {steps} würde die Prognosestufe auf Commit wechseln.}}',
    unreachable:
      '{first, select, gates {Auch danach würden weder ein einzelner Schritt noch zwei Schritte zusammen} other {Weder ein einzelner Schritt noch zwei Schritte zusammen würden}} die Prognosestufe auf Commit bringen.',
    gates:
      'Zuerst {count, plural, one {muss das Warnsignal {gates}} other {müssen die Warnsignale {gates}}} ausgeräumt werden.',
    gatesOnly:
      'Ohne {count, plural, one {das Warnsignal {gates}} other {die Warnsignale {gates}}} würde die Prognosestufe auf Commit wechseln.',
  },
  blocked: {
    low_coverage: 'Commit ist erst erreichbar, wenn mehr Daten vorliegen.',
    low_probability:
      'Solange vergleichbare Verträge so selten verlängert werden, bringt keine einzelne Kennzahl den Wechsel auf Commit.',
  },
};
