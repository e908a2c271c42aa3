import type { InstallTexts } from '../install.ts';

export const install: InstallTexts = {
  titles: {
    choose: 'Renewal Health verbinden',
    installed: 'Renewal Health ist verbunden',
    installedAgain: 'Renewal Health ist wieder verbunden',
    loginUnknown: 'Diese Installation lässt sich nicht abschließen',
    otherBrowser: 'Bitte im selben Browser abschließen',
    denied: 'Renewal Health wurde nicht installiert',
    scopeMissing: 'Es fehlt eine Berechtigung',
    appRefused: 'Das CRM erkennt diese App nicht an',
    crmDown: 'Das CRM antwortet nicht',
    busy: 'Bitte versuchen Sie es in einigen Minuten noch einmal',
    failed: 'Das hat nicht funktioniert',
  },
  texts: {
    choose: 'Installiert wird die App von der Administration des CRM-Kontos. Wählen Sie Ihr CRM.',
    installed:
      'Der erste Abgleich läuft. Je nach Größe Ihres CRM dauert er einige Minuten; danach stehen die Werte an Ihren Datensätzen. Sie können diese Seite schließen.',
    installedAgain:
      'Alles bisher Gespeicherte ist erhalten und wird jetzt auf den neuesten Stand gebracht. Sie können diese Seite schließen.',
    loginUnknown:
      'Der Link wurde schon verwendet oder ist älter als zehn Minuten. Bitte beginnen Sie die Installation von vorn.',
    otherBrowser: 'Die Installation wurde in einem anderen Browser begonnen. Bitte beginnen Sie in diesem von vorn.',
    denied: 'Die Anfrage wurde im CRM abgelehnt. Es wurde nichts verbunden und nichts gespeichert.',
    scopeMissing:
      'Ohne die folgenden Berechtigungen kann Renewal Health nicht arbeiten. Bitte beginnen Sie die Installation von vorn und erteilen Sie sie. Es wurde nichts gespeichert.',
    appRefused:
      'Es wurde nichts verbunden. Bitte wenden Sie sich an die Betreiber dieses Servers: Die Zugangsdaten der App stimmen nicht.',
    crmDown: 'Es wurde nichts verbunden. Bitte beginnen Sie die Installation in einigen Minuten von vorn.',
    busy: 'Für dieses Konto läuft gerade noch ein anderer Vorgang. Es wurde nichts verbunden. Bitte beginnen Sie die Installation in einigen Minuten von vorn.',
    failed:
      'Es wurde nichts verbunden. Bitte beginnen Sie die Installation von vorn; wenn es wieder geschieht, wenden Sie sich an die Betreiber dieses Servers.',
  },
  sentences: {
    connectedTo: 'Konto: {account}',
    revoked:
      'Getrennt seit {at}: Die App wurde im CRM deinstalliert, oder ihr Zugriff wurde widerrufen. Löschtermin für alles Gespeicherte ist der {purge}, sofern die App nicht vorher erneut installiert wird.',
    asked:
      'Auf Wunsch getrennt seit {at}. Löschtermin für alles Gespeicherte ist der {purge}, sofern die App nicht vorher erneut installiert wird.',
  },
  withoutScopes: 'Diese optionalen Berechtigungen wurden nicht erteilt; was sie voraussetzt, bleibt ausgeschaltet:',
  ticketsNotPermitted:
    'Tickets werden nicht gelesen, weil das CRM-Konto es nicht erlaubt; alles andere läuft weiter. Sobald die Berechtigung wieder erteilt ist, liest sie der nächste vollständige Abgleich.',
  nothingInstalled: 'Es gibt keine installierte App, die getrennt werden könnte.',
};
