import { type Language } from './countries.ts';

/** What people at the vendor and the customer write into titles and subjects, in the customer's language. */
export interface Phrases {
  readonly renewal: string;
  readonly secondRenewals: readonly string[];
  readonly newBusiness: string;
  readonly expansion: string;
  /** `{quarter}` is 1 to 4. */
  readonly reviews: readonly string[];
  readonly meetings: readonly string[];
  readonly calls: readonly string[];
  readonly mails: readonly string[];
  readonly tickets: readonly string[];
  readonly faults: readonly string[];
  readonly titles: Readonly<Record<'champion' | 'sponsor' | 'admin' | 'user', readonly string[]>>;
}

const english: Phrases = {
  renewal: 'Renewal',
  secondRenewals: ['Analytics module', 'Support plan'],
  newBusiness: 'New business',
  expansion: 'Additional seats',
  reviews: ['QBR Q{quarter}', 'Quarterly Business Review Q{quarter}', 'Business Review', 'Executive business review'],
  meetings: ['Check-in', 'Training session', 'Roadmap call', 'Onboarding workshop', 'Planning'],
  calls: ['Check-in call', 'Callback', 'Question about invoice', 'Follow-up'],
  mails: ['Your question', 'Re: next steps', 'Meeting notes', 'Re: user list', 'News', 'Documents'],
  tickets: [
    'Export does not open',
    'Cannot add a user',
    'Question on reports',
    'Slow page',
    'Filter is lost',
    'Login link',
  ],
  faults: ['Workflows stuck again', 'Data missing after import', 'Service not reachable', 'Wrong totals in report'],
  titles: {
    champion: ['Head of Operations', 'Operations Manager', 'Team Lead'],
    sponsor: ['Chief Operating Officer', 'VP Operations', 'Managing Director'],
    admin: ['System Administrator', 'IT Manager'],
    user: ['Analyst', 'Coordinator', 'Specialist', 'Project Manager'],
  },
};

const german: Phrases = {
  renewal: 'Verlängerung',
  secondRenewals: ['Modul Auswertung', 'Wartungsvertrag'],
  newBusiness: 'Neugeschäft',
  expansion: 'Zusätzliche Plätze',
  reviews: ['Quartalsgespräch Q{quarter}', 'QBR Q{quarter}', 'Business Review', 'Jahresgespräch'],
  meetings: ['Abstimmung', 'Schulung', 'Jour fixe', 'Einführungsworkshop', 'Planung'],
  calls: ['Rückruf', 'Rückfrage zur Rechnung', 'Kurze Abstimmung'],
  mails: ['Ihre Anfrage', 'AW: Nächste Schritte', 'Protokoll', 'AW: Nutzerliste', 'Neues', 'Unterlagen'],
  tickets: ['Export öffnet nicht', 'Nutzer lässt sich nicht anlegen', 'Frage zu Berichten', 'Seite lädt langsam'],
  faults: [
    'Abläufe hängen schon wieder',
    'Daten fehlen nach Import',
    'Dienst nicht erreichbar',
    'Summen im Bericht falsch',
  ],
  titles: {
    champion: ['Leiterin Betrieb', 'Bereichsleiter', 'Teamleitung'],
    sponsor: ['Geschäftsführer', 'Vorständin', 'Kaufmännische Leitung'],
    admin: ['Systemadministrator', 'IT-Leitung'],
    user: ['Sachbearbeitung', 'Projektleitung', 'Controlling', 'Disposition'],
  },
};

const french: Phrases = {
  renewal: 'Renouvellement',
  secondRenewals: ['Module analytique', 'Contrat de support'],
  newBusiness: 'Nouveau contrat',
  expansion: 'Licences supplémentaires',
  reviews: ["Revue d'activité T{quarter}", 'Revue trimestrielle T{quarter}', 'Business Review', 'QBR T{quarter}'],
  meetings: ['Point de suivi', 'Formation', 'Atelier', 'Planification'],
  calls: ['Rappel', 'Question sur la facture', 'Suivi'],
  mails: ['Votre question', 'RE : prochaines étapes', 'Compte rendu', 'RE : liste des utilisateurs', 'Nouveautés'],
  tickets: ["L'export ne s'ouvre pas", "Impossible d'ajouter un utilisateur", 'Page lente', 'Question sur un rapport'],
  faults: ['Processus bloqués', "Données manquantes après l'import", 'Service indisponible', 'Totaux erronés'],
  titles: {
    champion: ['Responsable des opérations', "Chef d'équipe"],
    sponsor: ['Directeur général', 'Directrice des opérations'],
    admin: ['Administrateur système', 'Responsable informatique'],
    user: ['Analyste', 'Chargée de projet', 'Coordinateur'],
  },
};

const hebrew: Phrases = {
  ...english,
  renewal: 'חידוש',
  newBusiness: 'עסקה חדשה',
  expansion: 'רישיונות נוספים',
  reviews: ['סקירה רבעונית Q{quarter}', 'QBR Q{quarter}', 'Business Review'],
  meetings: ['פגישת מעקב', 'הדרכה', 'תכנון'],
  tickets: ['הייצוא לא נפתח', 'שאלה על דוחות', 'הדף איטי'],
};

const arabic: Phrases = {
  ...english,
  renewal: 'تجديد',
  newBusiness: 'عقد جديد',
  expansion: 'مقاعد إضافية',
  reviews: ['مراجعة الأعمال الفصلية Q{quarter}', 'QBR Q{quarter}', 'Business Review'],
  meetings: ['اجتماع متابعة', 'تدريب', 'تخطيط'],
  tickets: ['التصدير لا يعمل', 'سؤال عن التقارير', 'الصفحة بطيئة'],
};

const phrases: Readonly<Record<Language, Phrases>> = { en: english, de: german, fr: french, he: hebrew, ar: arabic };

export function phrasesIn(language: Language): Phrases {
  return phrases[language];
}
