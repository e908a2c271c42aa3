import type { GateTexts } from '../gates.ts';

const within =
  '{within, select, now {heute noch} 48_hours {innerhalb von 48 Stunden} week {diese Woche} other {zeitnah}}';

export const gates: GateTexts = {
  names: {
    cancellation_notice: 'Kündigung',
    champion_left: 'Champion ausgeschieden',
    power_user_silent: 'Power-User inaktiv',
    overdue_invoice: 'Rechnung überfällig',
    seats_reduced: 'Lizenzen reduziert',
    ticket_storm: 'Ticketwelle',
    no_sponsor_near_renewal: 'Kein Sponsor vor der Verlängerung',
    fast_drop: 'Schneller Punktverlust',
    account_inactive: 'Account inaktiv',
  },
  facts: {
    cancellation_notice: 'der Kunde hat am {on} gekündigt',
    champion_left:
      'der Champion ist am {on} ausgeschieden{days, plural, =0 {} one { (vor # Tag)} other { (vor # Tagen)}}, und eine Nachfolge ist nicht bekannt',
    power_user_silent:
      '{who, select, named {{silent, plural, one {{name} ({others, plural, =0 {einziger Power-User} other {Power-User}}) ist seit {days, plural, one {# Tag} other {# Tagen}} inaktiv} other {# von {total, number} Power-Usern sind inaktiv, {name} seit {days, plural, one {# Tag} other {# Tagen}}}}} other {{silent, plural, one {{others, plural, =0 {der einzige Power-User} other {ein Power-User}} ist seit {days, plural, one {# Tag} other {# Tagen}} inaktiv} other {# von {total, number} Power-Usern sind inaktiv, der wichtigste seit {days, plural, one {# Tag} other {# Tagen}}}}}}',
    overdue_invoice:
      '{invoices, plural, one {eine Rechnung ist seit {days, plural, one {# Tag} other {# Tagen}} überfällig} other {# Rechnungen sind überfällig, die älteste seit {days, plural, one {# Tag} other {# Tagen}}}}',
    seats_reduced: 'die Lizenzen wurden von {before, number} auf {now, number} reduziert ({share})',
    ticket_storm:
      '{kind, select, top {ein Ticket mit höchster Priorität ist seit {days, plural, one {# Tag} other {# Tagen}} offen} both {innerhalb von {within, plural, one {# Tag} other {# Tagen}} {tickets, plural, one {ging # Ticket ein} other {gingen # Tickets ein}}, und ein Ticket mit höchster Priorität ist seit {days, plural, one {# Tag} other {# Tagen}} offen} other {innerhalb von {within, plural, one {# Tag} other {# Tagen}} {tickets, plural, one {ging # Ticket ein} other {gingen # Tickets ein}}}}',
    no_sponsor_near_renewal:
      'es gibt keinen Executive Sponsor, und die Verlängerung {renewal, select, today {steht heute an} past {war vor {days, plural, one {# Tag} other {# Tagen}} fällig} other {steht in {days, plural, one {# Tag} other {# Tagen}} an}}',
    fast_drop:
      'der Health-Score ist innerhalb von {days, plural, one {# Tag} other {# Tagen}} um {points, plural, one {# Punkt} other {# Punkte}} gefallen',
    account_inactive:
      'im Account war seit {days, plural, one {# Tag} other {# Tagen}} niemand aktiv{renewal, select, none {} today {, und die Verlängerung steht heute an} past {, und die Verlängerung war vor {daysToRenewal, plural, one {# Tag} other {# Tagen}} fällig} other {, und die Verlängerung steht in {daysToRenewal, plural, one {# Tag} other {# Tagen}} an}}',
  },
  plays: {
    cancellation_notice: `Sprechen Sie ${within} auf Entscheiderebene mit dem Kunden, fragen Sie nach den Gründen und klären Sie, was sich ändern müsste.`,
    champion_left: `Finden Sie heraus, wer auf den Champion folgt, und nehmen Sie ${within} Kontakt auf.`,
    power_user_silent: `Fragen Sie den Power-User ${within}, was sich geändert hat, und bieten Sie Hilfe an.`,
    overdue_invoice: `Klären Sie ${within} mit der Buchhaltung des Kunden, warum die Rechnung offen ist.`,
    seats_reduced: `Fragen Sie Ihre Hauptansprechperson ${within}, warum Lizenzen gestrichen wurden und was das verbliebene Team braucht.`,
    ticket_storm: `Gehen Sie ${within} die offenen Tickets mit dem Support durch und rufen Sie den Kunden mit einem Plan an.`,
    no_sponsor_near_renewal: `Fragen Sie Ihre Hauptansprechperson ${within}, wer über das Budget entscheidet, und lassen Sie sich dort vorstellen.`,
    fast_drop: `Sehen Sie sich ${within} die Ursachen des Punktverlusts an und sprechen Sie den Kunden auf die größte an.`,
    account_inactive: `Rufen Sie ${within} Ihre Hauptansprechperson an und finden Sie heraus, warum niemand das Produkt nutzt.`,
  },
};
