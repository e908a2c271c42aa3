import type { HelpTexts } from '../help.ts';

export const help: HelpTexts = {
  commands: {
    'renewal-health':
      'Health-Score und Verlängerungsprognose in Ihrem CRM. Ohne Zugriffstoken (HUBSPOT_ACCESS_TOKEN) läuft alles in einem eingebauten Sandbox-Portal.',
    serve:
      'Vollständiger Abgleich, danach Betrieb mit regelmäßigem Abgleich bis zum Beenden. Das startet auch „npm start“.',
    connect: 'CRM-Konto ansehen, Feldzuordnung vorschlagen, die Felder von Renewal Health anlegen.',
    map: 'Zeigen oder ändern, welches CRM-Feld was bedeutet.',
    sync: 'Geändertes lesen, bewerten und die Ergebnisse ins CRM zurückschreiben.',
    score: 'Alle Accounts aus dem Gespeicherten bewerten. Das CRM wird weder gelesen noch beschrieben.',
    explain: 'Warum ein Account so dasteht. Name, Domain, Kundennummer oder CRM-ID.',
    collect: 'Einen Ordner mit Nutzungs-, Rechnungs- und Beobachtungsdateien einlesen (docs/signals.md).',
    scorecard: 'Die geltende Scorecard ausgeben; mit einer Datei: zeigen, was sie ändern würde.',
    undo: 'Zurücknehmen, was ein Lauf ins CRM geschrieben hat; danach ruht das Zurückschreiben. „status“ nennt die Läufe.',
    status: 'Die Verbindung, ihre letzten Läufe, und was an den Daten nicht stimmt.',
    disconnect:
      'Die App aus einem CRM-Konto deinstallieren, ihren Zugriff widerrufen und den Löschtermin für alles Gespeicherte festlegen.',
    audit: 'Ausgeben, wer was geändert hat (je eine JSON-Zeile), und prüfen, ob nichts verändert wurde.',
    'rotate-keys': 'Die Tokens installierter Apps mit einem neuen Schlüssel verschlüsseln.',
    export: 'Alles, was zu einer Verbindung gespeichert ist, als CSV-Dateien in einen Ordner schreiben.',
    forget:
      'Eine Person anhand von Kontakt-ID oder E-Mail-Adresse aus allem Gespeicherten löschen und einen Beleg ausgeben.',
    backup: 'Die eingebettete Datenbank in eine einzige Datei sichern.',
    restore: 'Die eingebettete Datenbank aus einer Sicherung herstellen. Eine vorhandene wird nie überschrieben.',
    sandbox: 'Nur das Sandbox-Portal starten, um seine API auszuprobieren.',
    help: 'Hilfe zu einem Befehl anzeigen',
  },
  options: {
    locale: 'Sprache der Ausgabe: en oder de',
    companies: 'nur Sandbox: Anzahl der Unternehmen (Vorgabe 120)',
    seed: 'nur Sandbox: Zahl, aus der der Kundenbestand erzeugt wird (Vorgabe 7)',
    csv: 'nur Sandbox: aus dem CSV-Export eines CRM füllen (accounts.csv, sales_pipeline.csv, sales_teams.csv)',
    crm: 'hubspot oder salesforce, wenn beide verbunden sind (Vorgabe: alle bei serve und sync, sonst HubSpot)',
    connection: 'welche Verbindung, wenn es mehrere gibt: hubspot:<Portal> oder salesforce:<Organisation>',
    once: 'nach dem Abgleich enden',
    json: 'ein JSON-Objekt statt Text ausgeben',
    set: 'ein CRM-Feld für ein Ziel verwenden; nichts nach „=“ heißt keines',
    propose: 'wieder von der vorgeschlagenen Zuordnung ausgehen',
    full: 'alles lesen, nicht nur Geändertes',
    dryRun: 'zeigen, was ins CRM geschrieben würde, dort aber nichts schreiben',
    resume: 'die Pause des Zurückschreibens nach einem undo beenden',
    publish: 'die Scorecard der Datei in Kraft setzen',
    withPeople: 'auch die Kontakte exportieren: Namen, E-Mail-Adressen, Funktionen',
    asOf: 'was am Ende dieses Tages bekannt war, JJJJ-MM-TT',
    since: 'mit diesem Tag vergleichen statt mit dem Stand vor 30 Tagen',
    port: 'Port auf diesem Rechner (Vorgabe: ein freier)',
    help: 'diese Hilfe anzeigen',
    version: 'die Version anzeigen',
  },
  titles: { usage: 'Aufruf:', options: 'Optionen:', commands: 'Befehle:' },
  after: 'Einstellungen: .env.example. Exit-Codes, Sicherung und alle Fehler: docs/operations.md.',
};
