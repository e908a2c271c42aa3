import type { ScreenTexts } from '../screens.ts';

export const screens: ScreenTexts = {
  overdue: 'Überfällig',
  neverSynced: 'Verbunden, aber noch nichts eingelesen: Starten Sie den ersten Abgleich.',
  paused: 'Das Zurückschreiben ins CRM ist seit einer Rücknahme angehalten; gelesen und bewertet wird weiter.',
  outcomes: {
    scored: 'Der Account wurde eingelesen und bewertet.',
    overrideCleared: 'Es gilt wieder die berechnete Stufe.',
    taskCreated: 'Die Aufgabe wurde angelegt.',
    taskThere: 'Diese Aufgabe wurde bereits angelegt.',
    segmentsThere: 'Die Segmente sind bereits vorhanden.',
    mappingSaved: 'Die Zuordnung ist gespeichert; der nächste vollständige Abgleich wendet sie auf alle Datensätze an.',
    preferencesSaved: 'Die Einstellungen sind gespeichert.',
    nothingChanged: 'Es gab nichts zu ändern.',
    syncStarted: 'Der Abgleich läuft; sein Ergebnis erscheint unter den letzten Läufen.',
    undoStarted:
      'Die Rücknahme läuft; ihr Ergebnis erscheint unter den letzten Läufen. Das Zurückschreiben ist angehalten.',
    resumed: 'Das Zurückschreiben ins CRM ist wieder aktiv.',
    notPaused: 'Das Zurückschreiben ins CRM ist nicht angehalten.',
  },
  refusals: {
    not_verified: 'Die Anfrage konnte nicht überprüft werden.',
    not_found: 'Unter dieser Adresse gibt es nichts.',
    bad_request: 'Die Anfrage ist unvollständig oder ungültig.',
    not_connected: 'Dieses CRM-Konto ist nicht mit Renewal Health verbunden.',
    account_gone: 'Das CRM kennt diesen Account nicht mehr.',
    renewal_gone: 'Das CRM kennt diese Verlängerung nicht mehr, oder sie ist abgeschlossen.',
    step_outdated: 'Der nächste Schritt hat sich inzwischen geändert. Bitte laden Sie die Karte neu.',
    busy: 'Es läuft gerade ein Abgleich. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    paused: 'Das Zurückschreiben ins CRM ist angehalten. Setzen Sie es zuerst in den Einstellungen fort.',
    field_unknown: 'Im CRM gibt es kein solches Feld und keine solche Pipeline.',
    day_past: 'Der letzte Tag darf nicht in der Vergangenheit liegen.',
    reason_missing: 'Eine manuelle Stufe braucht einen Grund und einen letzten Tag.',
    run_unknown: 'Diesen Lauf gibt es nicht, oder er hat nichts geschrieben.',
    already_undone: 'Dieser Lauf wurde bereits zurückgenommen.',
    internal: 'Es ist ein Fehler aufgetreten. Dadurch wurde nichts geändert; bitte versuchen Sie es noch einmal.',
  },
  sentences: {
    overrideSet: 'Die Stufe ist bis zum {until} auf {tier} gesetzt.',
    segmentsCreated: '{count, plural, one {# Segment wurde angelegt.} other {# Segmente wurden angelegt.}}',
    synced: 'Letzter Abgleich am {at}.',
    ruleByPipelines:
      'Deals in {count, plural, one {der Pipeline {names}} other {den Pipelines {names}}} gelten als Verlängerungen.',
    ruleByField: 'Deals, deren Feld {field} einen dieser Werte hat, gelten als Verlängerungen: {values}.',
    leftAlone:
      '{count, plural, =0 {Seither hatte sie niemand geändert.} one {# seither geänderter Wert wurde belassen.} other {# seither geänderte Werte wurden belassen.}}',
  },
  segments: {
    at_risk: 'Gefährdete Verlängerungen (Renewal Health)',
    commit: 'Verlängerungen auf Commit (Renewal Health)',
    critical: 'Accounts mit kritischem Health-Status (Renewal Health)',
  },
};
