import type { ChangeSentenceTexts } from '../change.ts';
import type { DriverTexts } from '../drivers.ts';

export const hardly = 'bei „{name}“ hat sich kaum etwas geändert';

export const drivers: DriverTexts = {
  line: '{points} {name}: {value}',
  warning: 'Warnsignal: {name}',
};

/** The causes are main clauses and follow a colon, so the first one begins with a capital. */
export const change: ChangeSentenceTexts = {
  noComparableScore: 'Es gibt keinen vergleichbaren Health-Score, an dem sich eine Veränderung messen ließe.',
  frames: {
    head: '{direction, select, same {Der Health-Score ist so hoch wie vor {days, plural, one {# Tag} other {# Tagen}}} up {Der Health-Score ist in {days, plural, one {# Tag} other {# Tagen}} um {points, plural, one {# Punkt} other {# Punkte}} gestiegen} other {Der Health-Score ist in {days, plural, one {# Tag} other {# Tagen}} um {points, plural, one {# Punkt} other {# Punkte}} gefallen}}{more, select, yes {:} other {.}}',
    causes: '{first}, {link, select, but {aber} other {und}} {second}',
    cause: '{clause} ({points})',
    rest: '; der Rest {count, plural, one {geht auf eine kleinere Ursache zurück} other {verteilt sich auf # kleinere Ursachen}} ({points})',
    scorecard: 'die Scorecard {after} hat {before} abgelöst',
    data: '{source, select, usage {Nutzungsdaten} crm_interactions {CRM-Aktivitäten} crm_tickets {CRM-Tickets} crm_fields {CRM-Felder} invoices {Rechnungsdaten} score_history {frühere Health-Scores} other {erfasste Angaben}} {direction, select, gained {liegen neu vor} silent {kommen derzeit für keinen Kunden mehr an und fehlen} other {fehlen inzwischen}} für {measures}',
    line: '{points} {text}{aged, select, yes { (Zeitablauf)} other {}}',
  },
};
