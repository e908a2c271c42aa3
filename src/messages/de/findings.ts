import type { PaymentTexts } from '../payment-findings.ts';
import type { SupportTexts } from '../support-findings.ts';

export const support: SupportTexts = {
  calm: 'Im Support gibt es nichts, was Punkte kostet.',
  calmShort: 'keine Abzüge',
  findings: {
    old_ticket: 'das älteste offene Ticket ist {days, plural, one {# Tag} other {# Tage}} alt',
    top_priority_open:
      '{tickets, plural, one {# Ticket mit höchster Priorität ist offen} other {# Tickets mit höchster Priorität sind offen}}',
    many_tickets:
      'innerhalb von {days, plural, one {# Tag} other {# Tagen}} {tickets, plural, one {ging # Ticket ein} other {gingen # Tickets ein}}',
    low_csat:
      '{answers, plural, =1 {die CSAT-Bewertung liegt bei {mean} von 5} other {# CSAT-Bewertungen liegen im Schnitt bei {mean} von 5}}',
    too_loud: 'das Ticketaufkommen ist mit {rate} je 100 aktive Nutzer in 30 Tagen hoch',
    too_quiet: 'bei sinkender Nutzung gehen kaum noch Tickets ein, nur {rate} je 100 aktive Nutzer in 30 Tagen',
  },
  gone: {
    old_ticket: 'kein Ticket ist mehr lange offen',
    top_priority_open: 'kein Ticket mit höchster Priorität ist mehr offen',
    many_tickets: 'die Ticketwelle ist vorüber',
    low_csat: 'die CSAT-Bewertungen haben sich erholt',
    too_loud: 'das Ticketaufkommen ist wieder normal',
    too_quiet: 'die auffällige Stille im Support ist vorbei',
  },
};

export const payment: PaymentTexts = {
  clean: 'Rechnungen werden pünktlich bezahlt; Lizenzen und Tarif sind unverändert.',
  cleanShort: 'pünktlich bezahlt, Tarif unverändert',
  findings: {
    overdue: 'eine Rechnung ist seit {days, plural, one {# Tag} other {# Tagen}} überfällig',
    failed: '{payments, plural, one {# Zahlung ist fehlgeschlagen} other {# Zahlungen sind fehlgeschlagen}}',
    seats_cut: 'die Lizenzen wurden von {before, number} auf {now, number} reduziert',
    downgraded: '{times, plural, one {der Tarif wurde herabgestuft} other {der Tarif wurde #-mal herabgestuft}}',
  },
  gone: {
    overdue: 'keine Rechnung ist mehr überfällig',
    failed: 'zuletzt ist keine Zahlung mehr fehlgeschlagen',
    seats_cut: 'die Lizenzreduzierung liegt länger zurück',
    downgraded: 'das Downgrade liegt länger zurück',
  },
};
