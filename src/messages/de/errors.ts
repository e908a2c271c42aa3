import type { ErrorTexts } from '../errors.ts';

const token = 'setzen Sie es als HUBSPOT_ACCESS_TOKEN';

export const errors: ErrorTexts = {
  crm: {
    wrong_token: `Das CRM erkennt das Zugriffstoken nicht an. Prüfen Sie, ob es vollständig kopiert wurde und zu diesem Konto gehört, ${token} und starten Sie den Befehl erneut.`,
    token_expired: `Das Zugriffstoken ist abgelaufen. Erstellen Sie ein neues, ${token} und starten Sie den Befehl erneut.`,
    other_portal: `Das Zugriffstoken öffnet das Portal {found}, diese Verbindung gehört aber zu {expected}. Verwenden Sie das Token jenes Portals oder geben Sie diesem einen eigenen DATA_FOLDER oder eine eigene Datenbank, und starten Sie den Befehl erneut.`,
    token_revoked: `Das Zugriffstoken wurde widerrufen. Erstellen Sie in HubSpot unter „Development > Keys > Service Keys“ ein neues, ${token} und starten Sie den Befehl erneut.`,
    disconnected:
      'Das CRM-Konto ist nicht mehr verbunden: Die App wurde dort deinstalliert, oder ihr Zugriff wurde widerrufen. Eine Administratorin oder ein Administrator des CRM-Kontos installiert sie unter derselben Adresse wie beim ersten Mal erneut; bis zum Löschdatum bleibt alles Gespeicherte erhalten.',
    app_refused:
      'Das CRM erkennt die App selbst nicht an ({reason}). Prüfen Sie Client-ID und Client-Secret (bei HubSpot HUBSPOT_CLIENT_ID und HUBSPOT_CLIENT_SECRET) und starten Sie den Server neu; Ihre Kunden müssen nichts tun.',
    lease_lost:
      'Das Erneuern des CRM-Zugriffs hat so lange gedauert, dass ein anderer Prozess es übernommen hat. Es wurde nichts doppelt gespeichert; starten Sie den Befehl erneut.',
    missing_scope:
      'Dem Zugriffstoken fehlt der Scope {scope}. Ergänzen Sie ihn in HubSpot unter „Development > Keys > Service Keys“ (oder in der privaten App unter „Scopes“) und starten Sie den Befehl erneut.',
    rate_limited:
      'Das CRM erhält mehr Aufrufe, als es zulässt. Die Arbeit geht nach einer Pause von selbst weiter; es ist nichts verloren.',
    daily_limit:
      'Das Tageskontingent an CRM-Aufrufen ist aufgebraucht. Starten Sie den Befehl nach Mitternacht (Zeitzone des CRM-Kontos) erneut; was gelesen wurde, bleibt erhalten.',
    call_budget_spent:
      'Die API-Aufrufe der Salesforce-Organisation für 24 Stunden sind großenteils verbraucht, durch alle Integrationen zusammen ({used} / {limit}). Renewal Health hört bei 80 % auf, damit die anderen weiterarbeiten. Gelesenes und Geschriebenes bleibt erhalten; der nächste Lauf macht dort weiter.',
    record_not_found:
      'Das CRM kennt diesen Datensatz nicht ({call}). Er wurde gelöscht oder zusammengeführt; der nächste Abgleich bemerkt das.',
    mapped_field_missing:
      'Das zugeordnete Feld {field} gibt es im CRM bei {object} nicht mehr. Stellen Sie es wieder her oder wählen Sie ein anderes mit: renewal-health map.',
    property_type_clash:
      'Im CRM gibt es bei {object} schon ein Feld {property} vom Typ {found}; gebraucht wird der Typ {expected}. Benennen Sie das Feld im CRM um oder löschen Sie es und starten Sie den Befehl erneut.',
    property_limit_reached:
      'Das CRM erlaubt bei {object} {limit} eigene Felder; {used} sind belegt; zusätzlich gebraucht: {needed}. Löschen Sie ungenutzte Felder oder erweitern Sie den CRM-Tarif.',
    package_missing:
      'In der Salesforce-Organisation fehlen Felder von Renewal Health, oder ihr Benutzer darf sie nicht bearbeiten: {field} (insgesamt: {needed}). Eine Administratorin oder ein Administrator stellt das Paket aus dem Ordner „salesforce-lwc-bridge“ bereit und weist diesem Benutzer den Berechtigungssatz Renewal_Health_Integration zu; starten Sie danach den Befehl erneut.',
    refused_by_crm: 'Das CRM hat den Aufruf abgelehnt ({call}): {reason}.',
    unreachable:
      'Das CRM ist unter {host} nicht erreichbar ({reason}). Prüfen Sie das Netzwerk, Proxy und Firewall sowie die Einstellung HUBSPOT_BASE_URL.',
    timeout:
      'Das CRM unter {host} hat nicht rechtzeitig geantwortet. Starten Sie den Befehl erneut; er macht dort weiter, wo er aufgehört hat.',
    server_error:
      'Das CRM meldet eine eigene Störung (Status {status}, {call}). Starten Sie den Befehl später erneut; er macht dort weiter, wo er aufgehört hat.',
    unexpected_answer:
      'Das CRM hat anders geantwortet als dokumentiert ({call}). Es wurde deshalb nichts geändert. Starten Sie den Befehl erneut; tritt der Fehler wieder auf, melden Sie ihn mit diesem Satz.',
  },
  salesforce: {
    wrong_token:
      'Salesforce erkennt die Anmeldung nicht an ({reason}). Eine Administratorin oder ein Administrator prüft die externe Client-App: Ihr Ablauf (Client-Anmeldeinformationen oder JWT-Träger mit dem Zertifikat dieses Schlüssels) ist aktiviert, und der Benutzer, unter dem sich Renewal Health anmeldet, ist aktiv und für die App zugelassen. SALESFORCE_LOGIN_URL muss die Adresse dieser Organisation sein, SALESFORCE_USERNAME dieser Benutzer. Das Gespeicherte bleibt erhalten.',
    token_revoked:
      'Salesforce weist jedes Token zurück, das es selbst ausgibt. Eine Administratorin oder ein Administrator prüft den Benutzer, unter dem sich Renewal Health anmeldet: Er ist aktiv, hat die Berechtigung „API aktiviert“ und keine IP-Beschränkung, die diesen Server ausschließt. Was gelesen wurde, bleibt erhalten.',
    disconnected:
      'Die Salesforce-Organisation ist nicht mehr verbunden: Der Zugriff von Renewal Health wurde dort widerrufen oder so lange nicht genutzt, dass Salesforce ihn beendet hat. Eine Administratorin oder ein Administrator der Organisation installiert sie unter derselben Adresse wie beim ersten Mal erneut; bis zum Löschdatum bleibt alles Gespeicherte erhalten.',
    app_refused:
      'Salesforce kennt die App nicht ({reason}). Prüfen Sie SALESFORCE_CLIENT_ID und SALESFORCE_CLIENT_SECRET (Verbraucherschlüssel und Verbrauchergeheimnis) oder, mit SALESFORCE_PRIVATE_KEY_FILE, das Zertifikat in der externen Client-App, und ob SALESFORCE_LOGIN_URL die Adresse der Organisation ist.',
    other_portal:
      'Die Einstellungen öffnen die Organisation {found}, diese Verbindung gehört aber zu {expected}. Verwenden Sie die Einstellungen jener Organisation oder geben Sie dieser einen eigenen DATA_FOLDER oder eine eigene Datenbank, und starten Sie den Befehl erneut.',
    missing_scope:
      'Der Benutzer, unter dem sich Renewal Health anmeldet, sieht {scope} in Salesforce nicht. Eine Administratorin oder ein Administrator gibt ihm Lesezugriff auf {scope} und weist ihm den Berechtigungssatz Renewal_Health_Integration zu; starten Sie danach den Befehl erneut.',
    daily_limit:
      'Die API-Aufrufe der Salesforce-Organisation für die letzten 24 Stunden sind aufgebraucht, durch alle Integrationen zusammen. Jede Stunde kommen einige zurück: Starten Sie den Befehl später erneut; was gelesen wurde, bleibt erhalten.',
    mapped_field_missing:
      'Das zugeordnete Feld {field} von {object} gibt es in Salesforce nicht mehr, es wurde umbenannt, oder der Benutzer, unter dem sich Renewal Health anmeldet, sieht es nicht. Stellen Sie es wieder her oder wählen Sie ein anderes mit: renewal-health map.',
    unreachable:
      'Salesforce ist unter {host} nicht erreichbar ({reason}). Prüfen Sie das Netzwerk, Proxy und Firewall sowie die Einstellung SALESFORCE_LOGIN_URL.',
  },
  storage: {
    locked:
      'Ein anderer renewal-health-Prozess verwendet den Datenordner {where}. Beenden Sie ihn oder geben Sie in DATA_FOLDER einen anderen Ordner an.',
    corrupt:
      'Die Datenbank in {where} ist beschädigt ({found}). Verschieben Sie den Ordner und stellen Sie eine Sicherung wieder her mit: renewal-health restore. Am Ordner wurde nichts geändert.',
    unreachable:
      'Es gibt keine Verbindung zur Datenbank {where} ({found}). Prüfen Sie, ob der Server läuft, und in DATABASE_URL Adresse, Name der Datenbank, Benutzer und Passwort.',
    too_old: 'Dieses PostgreSQL ({found}) ist zu alt. Gebraucht wird Version {needed} oder neuer.',
    newer_schema:
      'Die Datenbank wurde von einer neueren Version von renewal-health geschrieben (Schema {found}, bekannt bis {needed}). Aktualisieren Sie das Programm oder stellen Sie eine ältere Sicherung wieder her.',
    full: 'Für die Datenbank in {where} ist kein Speicherplatz mehr frei. Schaffen Sie Platz und starten Sie erneut; was gespeichert wurde, bleibt erhalten.',
    conflict: 'Ein anderer Prozess hat gleichzeitig dieselben Daten geändert. Starten Sie den Befehl erneut.',
    stopped:
      'Die eingebettete Datenbank wurde beendet ({found}). Starten Sie den Befehl erneut; was gespeichert wurde, bleibt erhalten.',
    not_writable: 'Das Programm kann {where} nicht beschreiben. Prüfen Sie den Pfad und den Eigentümer.',
    occupied:
      'Im Datenordner {where} gibt es schon eine Datenbank; sie wird nie überschrieben. Verschieben Sie den Ordner oder geben Sie in DATA_FOLDER einen anderen an.',
    unsupported:
      'Dieser Befehl gilt nur für die eingebettete Datenbank. Verwenden Sie bei PostgreSQL pg_dump und pg_restore.',
    bad_backup: 'Die Datei {where} ist keine vollständige Sicherung. Wählen Sie eine andere Datei.',
  },
  unknown: {
    scope: 'für diesen Aufruf',
    object: 'diesem Datensatztyp',
    field: '(Name unbekannt)',
    property: '(Name unbekannt)',
    found: 'unbekannt',
    expected: 'unbekannt',
    limit: 'nur begrenzt viele',
    used: 'alle',
    needed: 'unbekannt',
    host: 'seiner Adresse',
    call: 'Aufruf unbekannt',
    status: 'unbekannt',
    reason: 'ohne Angabe von Gründen',
    where: '(Ort unbekannt)',
  },
  objects: {
    account: 'Unternehmen',
    companies: 'Unternehmen',
    renewal: 'Deals',
    deals: 'Deals',
    contact: 'Kontakten',
    contacts: 'Kontakten',
    ticket: 'Tickets',
    tickets: 'Tickets',
    interaction: 'Aktivitäten',
    meetings: 'Terminen',
    calls: 'Anrufen',
    emails: 'E-Mails',
  },
  fieldTypes: {
    text: 'Text',
    string: 'Text',
    number: 'Zahl',
    date: 'Datum',
    datetime: 'Datum und Uhrzeit',
    choice: 'Auswahl',
    enumeration: 'Auswahl',
    boolean: 'Ja/Nein',
    bool: 'Ja/Nein',
  },
};
