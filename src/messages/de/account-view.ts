import type { AccountViewTexts } from '../account-view.ts';

export const accountView: AccountViewTexts = {
  causes: {
    scorecard: 'Neue Scorecard',
    ageing: 'Zeitablauf',
    evidence: 'Neue Fakten',
    data_gained: 'Neue Daten',
    data_lost: 'Fehlende Daten',
  },
  roles: { champion: 'Champion', sponsor: 'Executive Sponsor', admin: 'Administrator', user: 'Nutzer' },
  notScored: 'Dieser Account wurde noch nicht bewertet.',
  noRenewalDate: 'kein Verlängerungsdatum',
  frames: {
    coverage:
      '{data, select, all {Zu jeder zutreffenden Kennzahl liegen Daten vor.} too_little {Nur {percent} der Daten liegen vor: zu wenig für einen Health-Score.} other {{percent} der Daten liegen vor; mit den übrigen könnte der Health-Score zwischen {low, number} und {high, number} liegen.}}',
    person:
      '{power, select, yes {Power-User, } other {}}{active, select, never {{power, select, yes {keine Nutzung bekannt} other {Keine Nutzung bekannt}}} silent {{power, select, yes {seit {days, plural, one {# Tag} other {# Tagen}} inaktiv} other {Seit {days, plural, one {# Tag} other {# Tagen}} inaktiv}}} other {{power, select, yes {{days, plural, =0 {heute} =1 {gestern} other {vor # Tagen}} aktiv} other {{days, plural, =0 {Heute} =1 {Gestern} other {Vor # Tagen}} aktiv}}}}.',
    renewalDate:
      '{date}, {when, select, today {heute} past {vor {days, plural, one {# Tag} other {# Tagen}}} other {in {days, plural, one {# Tag} other {# Tagen}}}}',
  },
};
