import type { CommandLineTexts } from '../command-line.ts';

export const commandLine: CommandLineTexts = {
  settings: {
    HUBSPOT_ACCESS_TOKEN: 'ein Token, wie HubSpot es anzeigt, ohne Leerzeichen, Anführungszeichen und Zeilenumbruch',
    HUBSPOT_BASE_URL: 'eine Adresse wie https://api.hubapi.com',
    SALESFORCE_LOGIN_URL:
      'die Adresse von „Meine Domäne“ der Salesforce-Organisation, etwa https://acme.my.salesforce.com; mit SALESFORCE_INSTALL=yes die Adresse, unter der sich die Administration anmeldet, etwa https://login.salesforce.com',
    SALESFORCE_CLIENT_ID: 'der Verbraucherschlüssel der externen Client-App in Salesforce',
    SALESFORCE_CLIENT_SECRET:
      'das Verbrauchergeheimnis der externen Client-App in Salesforce; es entfällt, wo SALESFORCE_PRIVATE_KEY_FILE an seine Stelle tritt',
    SALESFORCE_USERNAME:
      'der Benutzername, unter dem sich Renewal Health anmeldet, zusammen mit SALESFORCE_PRIVATE_KEY_FILE; er entfällt mit SALESFORCE_INSTALL=yes',
    SALESFORCE_PRIVATE_KEY_FILE:
      'der Pfad des privaten Schlüssels, dessen Zertifikat die externe Client-App enthält, zusammen mit SALESFORCE_USERNAME; er entfällt mit SALESFORCE_INSTALL=yes',
    SALESFORCE_INSTALL:
      'yes, wenn Organisationen die App selbst installieren (mit SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET und PUBLIC_BASE_URL), sonst no',
    DATABASE_URL:
      'eine Adresse wie postgresql://benutzer:passwort@host:5432/datenbank, Sonderzeichen als %XX geschrieben',
    DATA_FOLDER: 'der Pfad eines Ordners',
    PORT: 'eine Portnummer wie 3000 (0 nimmt einen freien Port)',
    HOST: 'eine IP-Adresse, an der gelauscht wird, etwa 127.0.0.1',
    ROLE: 'all, web oder worker; web und worker brauchen eine DATABASE_URL',
    METRICS_TOKEN: 'ein Text aus mindestens 16 Zeichen',
    SECURITY_CONTACT: 'eine Adresse wie mailto:security@example.com oder https://example.com/security',
    LOG_LEVEL: 'debug, info, warn, error oder silent',
    SIGNAL_FOLDER: 'der Pfad eines Ordners',
    HUBSPOT_CLIENT_SECRET: 'das Client Secret der HubSpot-App',
    HUBSPOT_APP_ID: 'die Nummer der HubSpot-App',
    HUBSPOT_CLIENT_ID: 'die Client-ID der HubSpot-App',
    TOKEN_KEYS: 'ein oder mehrere Schlüssel, jeder als Name:Base64 von 32 Bytes, durch Kommas getrennt',
    PUBLIC_BASE_URL: 'die https-Adresse, unter der dieser Server von außen erreichbar ist',
  },
  steps: {
    accounts: 'Accounts',
    renewals: 'Verlängerungen',
    contacts: 'Kontakte',
    tickets: 'Tickets',
    interactions: 'Aktivitäten',
    links: 'Verknüpfungen',
    signals: 'Signale',
    recompute: 'Health-Scores',
    write_back: 'Zurückschreiben',
  },
  labels: {
    bookByTier: 'Bestand nach Prognosestufe',
    bookByBand: 'Bestand nach Health-Status',
    needToday: 'Accounts, um die sich heute jemand kümmern muss',
    dataQuality: 'Datenqualität',
    notScored: 'Ohne Health-Score',
    whyScore: 'Warum dieser Health-Score',
    whyChange: 'Warum er sich geändert hat',
    whatIsMissing: 'Was fehlt',
    whatWouldLift: 'Was die Prognosestufe verbessern würde',
    renewalsOfAccount: 'Verlängerungen',
    people: 'Personen',
    warnings: 'Warnsignale',
    disagreements: 'Berechnete und manuelle Stufe weichen ab',
    expiredOverrides: 'Abgelaufene manuelle Stufen',
    unknownAccounts: 'Signale unbekannter Accounts',
    rejectedRows: 'Ausgelassene Zeilen',
    syncStatus: 'Stand des Abgleichs',
    lastRuns: 'Letzte Läufe',
    preview: 'Vorschau',
    connection: 'Verbindung',
    account: 'Account',
    renewal: 'Verlängerung',
    score: 'Health-Score',
    band: 'Health-Status',
    trend: 'Trend',
    coverage: 'Datenabdeckung',
    bounds: 'Spanne',
    change30d: '30-Tage-Veränderung',
    tier: 'Prognosestufe',
    machineTier: 'Berechnete Stufe',
    humanTier: 'Manuelle Stufe',
    finalTier: 'Gültige Stufe',
    renewalDate: 'Verlängerungsdatum',
    daysToRenewal: 'Tage bis zur Verlängerung',
    arr: 'ARR',
    arrAtRisk: 'Gefährdeter ARR',
    owner: 'Zuständig',
    segment: 'Segment',
    nextStep: 'Nächster Schritt',
    drivers: 'Treiber',
    points: 'Punkte',
    missingPoints: 'Fehlend',
    measure: 'Kennzahl',
    group: 'Gruppe',
    evidence: 'Belege',
    person: 'Person',
    role: 'Rolle',
    lastActive: 'Zuletzt aktiv',
    record: 'Datensatz',
    field: 'Feld',
    before: 'Vorher',
    after: 'Nachher',
    count: 'Anzahl',
    table: 'Tabelle',
    total: 'Summe',
    started: 'Beginn',
    ended: 'Ende',
    outcome: 'Ergebnis',
    scorecard: 'Scorecard',
    lastSync: 'Letzter Abgleich',
    never: 'nie',
    today: 'heute',
    yes: 'ja',
    no: 'nein',
    none: 'keine',
    unknown: 'unbekannt',
    running: 'läuft',
    done: 'fertig',
    failed: 'fehlgeschlagen',
    on: 'an',
    paused: 'angehalten',
    dryRunNothingWritten: 'Es wurde nichts geschrieben (Probelauf).',
    nobodyToday: 'Heute braucht kein Account besondere Aufmerksamkeit.',
    writeBackPaused: 'Das Zurückschreiben ins CRM ist angehalten.',
    writeBackResumed: 'Das Zurückschreiben ins CRM ist wieder aktiv.',
    sandboxInUse: 'Es ist kein CRM eingestellt: Es wird die eingebaute Sandbox mit HubSpot und Salesforce verwendet.',
    noCrm:
      'Es ist kein CRM eingestellt, und diese Installation enthält keine Sandbox. Setzen Sie HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_ID oder SALESFORCE_CLIENT_ID mit den zugehörigen Variablen (.env.example), und starten Sie den Befehl erneut.',
    stopping: 'Der laufende Schritt wird noch abgeschlossen, dann endet das Programm.',
    interrupted: 'Unterbrochen. Der nächste Lauf macht dort weiter, wo dieser aufgehört hat.',
    noAccounts: 'Im CRM gibt es noch keine Accounts.',
    nothingMissing: 'Es fehlt nichts.',
  },
  sentences: {
    wouldChange:
      '{count, plural, =0 {Kein Datensatz würde sich ändern.} one {# Datensatz würde sich ändern.} other {# Datensätze würden sich ändern.}}',
    wouldCreate:
      '{count, plural, =0 {Kein Feld würde angelegt.} one {# Feld würde angelegt.} other {# Felder würden angelegt.}}',
    created:
      '{count, plural, =0 {Es musste kein Feld angelegt werden.} one {# Feld wurde angelegt.} other {# Felder wurden angelegt.}}',
    written:
      '{count, plural, =0 {Es wurde kein Datensatz geschrieben.} one {# Datensatz wurde geschrieben.} other {# Datensätze wurden geschrieben.}}',
    undone:
      '{count, plural, =0 {Kein Datensatz wurde zurückgesetzt.} one {# Datensatz wurde auf die früheren Werte zurückgesetzt.} other {# Datensätze wurden auf die früheren Werte zurückgesetzt.}}',
    refused:
      '{count, plural, =0 {Das CRM hat keinen Datensatz abgelehnt.} one {Das CRM hat # Datensatz abgelehnt.} other {Das CRM hat # Datensätze abgelehnt.}}',
    gone: '{count, plural, =0 {Im CRM wurde kein Datensatz gelöscht.} one {# Datensatz wurde im CRM gelöscht.} other {# Datensätze wurden im CRM gelöscht.}}',
    unclear:
      '{count, plural, =0 {Jeder Schreibvorgang wurde beantwortet.} one {Bei # Datensatz ging die Antwort verloren; der nächste Lauf prüft ihn.} other {Bei # Datensätzen ging die Antwort verloren; der nächste Lauf prüft sie.}}',
    unchanged: '{count, plural, one {# Datensatz war schon aktuell.} other {# Datensätze waren schon aktuell.}}',
    accountsCounted: '{count, plural, one {# Account} other {# Accounts}}',
    renewalsCounted: '{count, plural, one {# Verlängerung} other {# Verlängerungen}}',
    contactsCounted: '{count, plural, one {# Kontakt} other {# Kontakte}}',
    ticketsCounted: '{count, plural, one {# Ticket} other {# Tickets}}',
    interactionsCounted: '{count, plural, one {# Aktivität} other {# Aktivitäten}}',
    scored: '{count, plural, one {# Account wurde bewertet.} other {# Accounts wurden bewertet.}}',
    tooLittleData:
      '{count, plural, =0 {Für jeden Account reichen die Daten aus.} one {Bei # Account reichen die Daten nicht für einen Health-Score.} other {Bei # Accounts reichen die Daten nicht für einen Health-Score.}}',
    signalsAdded:
      '{count, plural, =0 {Es gab keine neuen Signale.} one {# neues Signal wurde aufgenommen.} other {# neue Signale wurden aufgenommen.}}',
    rowsRejected:
      '{count, plural, =0 {Alle Zeilen waren lesbar.} one {# Zeile wurde ausgelassen.} other {# Zeilen wurden ausgelassen.}}',
    keysUnknown:
      '{count, plural, =0 {Jedes Signal gehört zu einem bekannten Account.} one {Signale zu # unbekannten Account bleiben gespeichert, bis er im CRM auftaucht.} other {Signale zu # unbekannten Accounts bleiben gespeichert, bis sie im CRM auftauchen.}}',
    problems:
      '{count, plural, =0 {Es gibt keine Datenprobleme.} one {Es gibt # Datenproblem.} other {Es gibt # Datenprobleme.}}',
    calls: '{count, plural, one {# CRM-Aufruf} other {# CRM-Aufrufe}}',
    moreLines: '{count, plural, one {und # weiterer Eintrag} other {und # weitere Einträge}}',
    forgotten:
      'Beleg: Kontakt {ids} von {connection} wurde am {at} vergessen. Name, Adresse und alles namentlich Geschriebene sind aus allen Tabellen gelöscht; Zählungen laufen unter einem Pseudonym weiter; spätere Meldungen zu diesem Kontakt werden nicht gespeichert.',
    purged:
      'Beleg: Alles zu {connection} Gespeicherte wurde am {at} gelöscht, insgesamt {count, plural, one {# Zeile} other {# Zeilen}}. Das Änderungsprotokoll behält, wer wann was entschieden hat; frühere Sicherungen enthalten die Daten noch.',
    connectionBusy:
      '{connection} ist gerade belegt: durch einen geplanten Abgleich oder eine Aktion im CRM. Dort wurde nichts geändert. Führen Sie den Befehl in einigen Minuten noch einmal aus.',
    personUnknown: 'Es ist kein Kontakt mit der Datensatz-ID oder E-Mail-Adresse {name} gespeichert.',
    auditWhole:
      '{count, plural, =0 {Es wurde noch nichts aufgezeichnet.} one {# Eintrag; nichts wurde verändert.} other {# Einträge; nichts wurde verändert.}}',
    auditBroken:
      'Das Änderungsprotokoll von {connection} stimmt ab Eintrag {position, number} nicht mehr: Es wurde in der Datenbank verändert oder gekürzt. Vergleichen Sie es mit einer Sicherung.',
    keysRotated:
      '{count, plural, =0 {Es gab keine Tokens neu zu verschlüsseln.} one {Die Tokens von # Verbindung sind mit dem aktuellen Schlüssel verschlüsselt.} other {Die Tokens von # Verbindungen sind mit dem aktuellen Schlüssel verschlüsselt.}}',
    connectionAmbiguous:
      'Es sind mehrere CRM-Konten verbunden: {choices}. Geben Sie mit --connection an, welches gemeint ist.',
    disconnectAmbiguous:
      'Es sind mehrere CRM-Konten verbunden: {choices}. Geben Sie an, welches gemeint ist: renewal-health disconnect <Verbindung>.',
    appMissing:
      'In den Einstellungen dieses Befehls fehlt die App, die in {connection} installiert ist; das CRM würde von der Trennung nichts erfahren. Es wurde nichts geändert. Setzen Sie {settings} wie auf dem Server{token, select, yes {, lassen Sie HUBSPOT_ACCESS_TOKEN weg} other {}} und führen Sie den Befehl noch einmal aus.',
    privateKeyBad:
      '{fault, select, missing {Die Datei {path} gibt es nicht.} unreadable {Die Datei {path} lässt sich nicht lesen.} encrypted {Der private Schlüssel in {path} ist durch eine Passphrase geschützt.} not_rsa {Der private Schlüssel in {path} ist kein RSA-Schlüssel.} too_short {Der private Schlüssel in {path} hat weniger als 2.048 Bit.} other {Die Datei {path} enthält keinen privaten Schlüssel im PEM-Format.}} Geben Sie in SALESFORCE_PRIVATE_KEY_FILE einen lesbaren privaten RSA-Schlüssel ohne Passphrase an, wie ihn „openssl req -x509 -newkey rsa:2048 -nodes -days 730 -subj /CN=renewal-health -keyout key.pem -out certificate.pem“ erzeugt; das Zertifikat wird in der externen Client-App hochgeladen.',
    installAt: 'Die App wird von der Administration des CRM-Kontos unter {url} installiert.',
    installFirst:
      'Es ist noch kein CRM-Konto verbunden. Die App wird von der Administration des Kontos unter {url} installiert.',
    keyUnknown:
      'Die gespeicherten Tokens wurden mit dem Schlüssel {name} verschlüsselt, der nicht unter den angegebenen ist. Ergänzen Sie ihn in TOKEN_KEYS oder legen Sie die frühere Datei secret.key zurück in den DATA_FOLDER.',
    keyFileBad:
      'Die Schlüsseldatei {path} lässt sich nicht lesen oder schreiben, oder sie enthält keine Schlüssel. Stellen Sie sie aus Ihrer Sicherung wieder her.',
    sealedAltered:
      'Ein gespeichertes Token gehört nicht an seine Stelle oder wurde verändert (Schlüssel {name}). Installieren Sie die App im CRM-Konto erneut.',
    connected: 'Verbunden mit {name}.',
    serving: 'Bereit unter {url}. Beenden mit Strg+C.',
    asOf: 'Stand: {day}',
    took: '{seconds} s',
    waiting: 'Das CRM verlangt eine Pause von {seconds} s.',
    unknownCommand: 'Den Befehl „{name}“ gibt es nicht. Siehe: renewal-health --help.',
    unknownOption: 'Die Option „{name}“ gibt es nicht. Siehe: renewal-health --help.',
    missingArgument: '„{name}“ fehlt. Siehe: renewal-health --help.',
    missingValue: 'Die Option „{name}“ braucht einen Wert. Siehe: renewal-health --help.',
    tooManyArguments: '„{value}“ ist ein Argument zu viel. Siehe: renewal-health --help.',
    didYouMean: 'Meinten Sie „{name}“?',
    badDay: '„{value}“ ist kein Tag. Schreiben Sie ihn als JJJJ-MM-TT.',
    badNumber: '„{name}“ braucht eine Zahl, nicht „{value}“.',
    notInRange: '„{name}“ braucht eine ganze Zahl von {least} bis {most}, nicht „{value}“.',
    notOneOf: '„{name}“ kann nicht „{value}“ sein. Möglich sind: {choices}.',
    badSetting: 'Die Einstellung {name} ist so nicht verwendbar. Möglich ist: {expected}.',
    accountNotFound: 'Kein Account passt zu „{text}“. Geben Sie Name, Domain, Kundennummer oder CRM-ID an.',
    accountAmbiguous:
      '{count, plural, one {# Account passt zu „{text}“.} other {# Accounts passen zu „{text}“. Geben Sie die CRM-ID eines davon an.}}',
    folderMissing: 'Den Ordner {path} gibt es nicht.',
    noSignalFiles:
      'Im Ordner {path} liegt keine CSV- oder JSON-Datei namens usage, invoices oder observations. Siehe docs/signals.md.',
    fileMissing: 'Die Datei {path} gibt es nicht.',
    fileMoved:
      'Zu {path} fehlt ein Gegenstück in {parent}. Die Dateien des ersten Produkts bleiben dort: Nach einem Umzug würde doppelt zählen, was sie bereits gemeldet haben. Nur weitere Produkte haben eigene Ordner. Siehe docs/signals.md.',
    fileUnreadable:
      'Die Datei {path} lässt sich nicht lesen ({code}). Prüfen Sie, wem sie gehört, und starten Sie den Befehl erneut.',
    columnMissing: 'In {path} fehlt die Spalte „{name}“. Ergänzen Sie sie und starten Sie den Befehl erneut.',
    badRow:
      '{path}, Zeile {line}, ist nicht verwendbar: {reason}. Berichtigen Sie sie und starten Sie den Befehl erneut.',
    restored: 'Die Datenbank wurde in {path} wiederhergestellt.',
    portTaken:
      'Der Port {port} wird von einem anderen Programm benutzt. Beenden Sie es oder geben Sie in PORT einen anderen an und starten Sie den Befehl erneut.',
    sandboxFailed: 'Das Sandbox-Portal ist nicht gestartet: {reason}.',
    unexpected:
      'Es ist etwas geschehen, worauf Renewal Health nicht vorbereitet ist ({kind}). Was gespeichert wurde, bleibt erhalten. Starten Sie den Befehl noch einmal mit LOG_LEVEL=debug und melden Sie den Fehler mit den dann ausgegebenen Zeilen; sie enthalten weder Token noch Kundendaten.',
    notConnected: 'Es ist noch kein CRM verbunden. Starten Sie zuerst: {command}.',
    notScoredYet: 'Es wurde noch kein Account bewertet. Starten Sie zuerst: {command}.',
    tierMove:
      '{count, plural, one {# Verlängerung würde von „{from}“ auf „{to}“ wechseln.} other {# Verlängerungen würden von „{from}“ auf „{to}“ wechseln.}}',
  },
};
