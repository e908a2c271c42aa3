import type { ForecastTexts } from '../forecast.ts';

export const forecast: ForecastTexts = {
  tiers: {
    commit: 'Commit',
    best_case: 'Best Case',
    at_risk: 'Gefährdet',
    not_in_window: 'Außerhalb des Prognosezeitraums',
    insufficient_data: 'Zu wenig Daten',
  },
  bands: {
    healthy: 'Gesund',
    watch: 'Beobachten',
    at_risk: 'Gefährdet',
    critical: 'Kritisch',
    insufficient_data: 'Zu wenig Daten',
  },
  trends: { rising: 'Steigend', steady: 'Stabil', falling: 'Fallend' },
  segments: { smb: 'Kleinkunden', mid_market: 'Mittelgroße Kunden', enterprise: 'Großkunden' },
  leads: { sales: 'Vertrieb', customer_success: 'Customer Success' },
  overrideReasons: {
    verbal_commitment: 'Mündliche Zusage',
    budget_confirmed: 'Budget bestätigt',
    budget_freeze: 'Budgetsperre',
    champion_change: 'Wechsel des Champions',
    competitor: 'Wettbewerber',
    merger: 'Fusion oder Übernahme',
    legal_or_procurement: 'Rechtsabteilung oder Einkauf',
    other: 'Anderer Grund',
  },
  noExpansion: 'Derzeit deutet nichts auf einen Ausbau hin.',
  reasons: {
    gate: 'Das Warnsignal „{gate}“ bestimmt die Prognosestufe, unabhängig vom Health-Score.',
    low_score: 'Der Health-Score von {shown, number} ist zu niedrig für eine bessere Prognosestufe.',
    low_probability: 'In vergleichbarer Lage wurden bisher nur {probability} der Verträge verlängert.',
    insufficient_data_near_renewal:
      'Die Verlängerung steht {days, plural, =0 {heute} one {in # Tag} other {in # Tagen}} an, und nur {coverage} der Daten liegen vor: Was unbekannt ist, gilt als Risiko.',
    all_commit_rules_hold:
      'Der Health-Score ist mit {shown, number} hoch und fällt nicht, es gibt kein Warnsignal, und die Datenlage reicht aus.',
    score_below_commit:
      'Der Health-Score von {shown, number} liegt unter den {needed, number} Punkten, die Commit verlangt.',
    falling: 'Der Health-Score ist in 30 Tagen um {points, plural, one {# Punkt} other {# Punkte}} gefallen.',
    low_coverage: 'Nur {coverage} der Daten liegen vor; Commit verlangt {needed}.',
    waiting_to_move:
      'Die Regeln sprechen inzwischen für „{tier}“; die Prognosestufe wechselt, sobald sich das bestätigt.',
    no_renewal_date: 'Es gibt kein Verlängerungsdatum.',
    beyond_window:
      'Die Verlängerung steht erst in {days, plural, one {# Tag} other {# Tagen}} an und wird noch nicht prognostiziert.',
    long_overdue:
      'Das Verlängerungsdatum liegt {days, plural, one {# Tag} other {# Tage}} zurück, und die Verlängerung ist noch offen.',
    insufficient_data: 'Nur {coverage} der Daten liegen vor: zu wenig für einen Health-Score.',
  },
  expansionReasons: {
    seats_full: '{active, number} von {seats, number} Lizenzen sind in Gebrauch ({share})',
    locked_features: 'gesperrte Funktionen wurden {clicks, plural, one {einmal} other {#-mal}} angeklickt',
    upgrade_page: 'die Upgrade-Seite wurde {visits, plural, one {einmal} other {#-mal}} besucht',
    higher_tier_questions:
      '{questions, plural, one {es gab # Frage zu einem größeren Tarif} other {es gab # Fragen zu einem größeren Tarif}}',
  },
  frames: {
    human:
      '{state, select, none {Es ist keine Prognosestufe manuell gesetzt.} valid {Bis zum {until} manuell auf „{tier}“ gesetzt{withReason, select, yes { (Grund: {reason})} other {}}.} other {Die manuell gesetzte Prognosestufe „{tier}“{withReason, select, yes { (Grund: {reason})} other {}} ist am {until} abgelaufen; es gilt wieder die berechnete Stufe.}}',
    expansion: 'Bereit für einen Ausbau: {reasons}.',
  },
};
