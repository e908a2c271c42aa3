import type { SetUpTexts } from '../set-up.ts';

export const setUp: SetUpTexts = {
  targets: {
    externalKey: 'Kundennummer',
    acv: 'Jährlicher Vertragswert',
    seats: 'Gekaufte Lizenzen',
    contractStart: 'Vertragsbeginn',
    contractEnd: 'Vertragsende',
    renewalDate: 'Verlängerungsdatum',
    arr: 'ARR der Verlängerung',
    contactRole: 'Rolle eines Kontakts',
    renewalRule: 'Welche Deals Verlängerungen sind',
    topPriority: 'Höchste Ticketpriorität',
    reviewMeetingType: 'Meeting-Typ von Business-Reviews',
  },
  reasons: {
    exact_name: 'der Name passt',
    exact_label: 'die Bezeichnung passt',
    similar_name: 'der Name ist ähnlich',
    similar_label: 'die Bezeichnung ist ähnlich',
    standard_field: 'Standardfeld des CRM',
  },
  consequences: {
    record_id_and_domain_only:
      'Signaldateien können einen Account nur mit seiner Datensatz-ID oder seiner Domain nennen.',
    no_segment_by_contract_value: 'Accounts bekommen kein Segment: Es gilt der Zeitplan für mittlere Kunden.',
    seats_from_signals_only: 'Gekaufte Lizenzen kommen nur aus Signaldateien.',
    contract_start_unknown: 'Der Vertragsbeginn ist unbekannt.',
    no_contract_end_fallback: 'Bei einer Verlängerung ohne Datum gilt ihr Abschlussdatum.',
    renewal_date_from_contract_end: 'Für Verlängerungen gilt das Vertragsende, sonst das Abschlussdatum.',
    renewal_date_from_close_date: 'Für Verlängerungen gilt das Abschlussdatum.',
    renewals_without_arr: 'Verlängerungen zählen ohne Betrag.',
    roles_unknown: 'Champions und Sponsoren sind nur aus Signaldateien bekannt.',
    no_renewals_found:
      'Kein Deal gilt als Verlängerung: Solange weder Pipeline noch Feld gewählt ist, gibt es keine Prognose.',
    no_top_priority_tickets: 'Kein Ticket gilt als Ticket mit höchster Priorität.',
    reviews_by_title_only: 'Business-Reviews werden am Titel des Meetings erkannt.',
  },
  runKinds: {
    full: 'Vollständiger Abgleich',
    incremental: 'Abgleich der Änderungen',
    recompute: 'Nächtlicher Abgleich',
    write_back: 'Rückschreiben',
    undo: 'Rücknahme',
    collect: 'Signalimport',
  },
  columns: {
    target: 'Bedeutung',
    field: 'CRM-Feld',
    candidates: 'Weitere Kandidaten',
    run: 'Lauf',
    kind: 'Art',
    written: 'Geschrieben',
    calls: 'Aufrufe',
    found: 'Vorgefunden',
    leftAlone: 'Seither geändert und deshalb belassen',
    mapping: 'Feldzuordnung',
  },
  sentences: {
    gap: `{gap, select,
      no_open_renewal {{count, plural, one {# Account hat} other {# Accounts haben}} keine offene Verlängerung.}
      no_renewal_date {{count, plural, one {# Account hat} other {# Accounts haben}} eine Verlängerung ganz ohne Datum.}
      renewal_date_by_fallback {Bei {count, plural, one {# Account} other {# Accounts}} stammt das Verlängerungsdatum aus dem Vertragsende oder dem Abschlussdatum.}
      no_arr {{count, plural, one {# Account hat} other {# Accounts haben}} eine Verlängerung ohne ARR.}
      foreign_arr {{count, plural, one {# Account hat} other {# Accounts haben}} eine Verlängerung in einer anderen Währung: Sie zählt ohne Betrag.}
      no_seats {Bei {count, plural, one {# Account} other {# Accounts}} fehlt die Zahl der gekauften Lizenzen.}
      no_owner {Für {count, plural, one {# Account} other {# Accounts}} ist niemand zuständig.}
      no_usage {Für {count, plural, one {# Account} other {# Accounts}} liegen keine Nutzungsdaten vor.}
      insufficient_data {{count, plural, one {# Account hat} other {# Accounts haben}} zu wenig Daten für einen Score.}
      other {}}`,
    scorecardFault: `{place}: {code, select,
      not_yaml {Das ist kein gültiges YAML: {detail}.}
      unknown_key {Diesen Schlüssel gibt es hier nicht.}
      missing {Dieser Schlüssel fehlt.}
      wrong_type {Hier ist ein Wert anderer Art nötig: {detail}.}
      too_small {Der Wert muss mindestens {detail} sein.}
      too_big {Der Wert darf höchstens {detail} sein.}
      not_one_of {Der Wert muss einer von diesen sein: {detail}.}
      not_ascending {Die Punkte einer Kurve müssen von links nach rechts ansteigen.}
      out_of_order {Der Wert muss über „{detail}“ liegen.}
      nothing_weighs {Alle Kennzahlen haben das Gewicht 0: Es gäbe nichts zu bewerten.}
      not_a_name {Eine Version heißt nur mit Kleinbuchstaben, Ziffern, Punkten, Binde- und Unterstrichen.}
      alias {YAML-Aliasse sind in einer Scorecard nicht erlaubt.}
      unknown_base {Die Scorecard, auf der sie aufbaut, ist nicht bekannt.}
      other {Der Wert ist nicht verwendbar.}}`,
    nothingToUndo:
      'Lauf {run} hat nichts geschrieben, was zurückgenommen werden könnte; es wurde nichts geändert. Siehe: renewal-health status.',
    published: 'Ab jetzt gilt die Scorecard „{version}“; was sie ändert, schreibt der nächste Abgleich.',
    bandMove:
      '{count, plural, one {# Account würde von „{from}“ zu „{to}“ wechseln.} other {# Accounts würden von „{from}“ zu „{to}“ wechseln.}}',
    previewOnly: 'Das war eine Vorschau. Mit --publish wird „{version}“ gültig.',
    unknownTarget: 'Das Zuordnungsziel „{name}“ gibt es nicht. Möglich sind: {targets}.',
    unknownField: 'Das CRM hat dort kein Feld „{name}“. Gemeint sind die internen Namen des CRM.',
  },
};
