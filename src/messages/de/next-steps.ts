import type { NextStepTexts } from '../next-steps.ts';

export const nextSteps: NextStepTexts = {
  milestones: {
    not_yet: 'Noch nicht begonnen',
    health_check: 'Bestandsaufnahme',
    stakeholder_map: 'Stakeholder-Übersicht',
    value_review: 'Nutzenbilanz',
    price_talk: 'Preisgespräch',
    contract_out: 'Vertragsversand',
    close: 'Abschluss',
    renewal_day: 'Verlängerungstag',
    after_renewal: 'Nach der Verlängerung',
  },
  cadences: {
    healthy: 'Führen Sie das monatliche Gespräch und fragen Sie nach weiterem Bedarf.',
    watch:
      'Sprechen Sie innerhalb von zwei Wochen mit dem Kunden und vereinbaren Sie einen Schritt, der die Nutzung steigert.',
    at_risk:
      'Rufen Sie Ihre Hauptansprechperson innerhalb von 48 Stunden an und sprechen Sie danach jede Woche mit ihr.',
    critical: 'Ziehen Sie heute Ihre Geschäftsleitung hinzu und rufen Sie den Kunden auf Entscheiderebene an.',
  },
  steps: {
    not_yet: 'Bleiben Sie im üblichen Rhythmus; die Arbeit an der Verlängerung beginnt am {due}.',
    health_check:
      'Prüfen Sie bis zum {due}, was für und gegen die Verlängerung spricht, und schließen Sie Datenlücken.',
    stakeholder_map: 'Halten Sie bis zum {due} fest, wer entscheidet, wer bezahlt und wer das Produkt nutzt.',
    value_review:
      'Besprechen Sie bis zum {due} mit dem Kunden die Nutzenbilanz: Anteil aktiver Nutzer, Funktionstiefe und erreichte Ziele.',
    price_talk: 'Sprechen Sie bis zum {due} mit dem Kunden über Preis und Konditionen.',
    contract_out: 'Versenden Sie bis zum {due} den Vertrag oder die Verlängerungsmitteilung.',
    close: 'Bringen Sie die noch offene Verlängerung bis zum {due} zum Abschluss.',
    renewal_day: 'Klären Sie am {due}, was zur Unterschrift noch fehlt.',
    after_renewal: 'Lösen Sie Ihre Zusagen ein und halten Sie bis zum {due} fest, was Sie gelernt haben.',
  },
  frames: {
    milestone: '{milestone}, Verlängerung am {date}',
    internal: 'Bereiten Sie den Schritt „{milestone}“ bis zum {due} intern vor, ohne den Kunden schon anzusprechen.',
    collect:
      'Ergänzen Sie die fehlenden Daten zu {names}{more, plural, =0 {} one { und # weiteren Kennzahl} other { und # weiteren Kennzahlen}}, damit ein Health-Score berechnet werden kann.',
  },
};
