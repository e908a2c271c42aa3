import { type OrgKind } from './org-kind.ts';

export interface Stage {
  readonly name: string;
  readonly closed: boolean;
  readonly won: boolean;
  readonly category: string;
  readonly categoryName: string;
  readonly probability: number;
}

const stage = (name: string, probability: number, category: string, categoryName: string): Stage => ({
  name,
  probability,
  category,
  categoryName,
  closed: category === 'Closed' || category === 'Omitted',
  won: category === 'Closed',
});

/** Four stages while open, as the renewals of the base move through them, then won and lost. One list serves all record types. */
const words: Readonly<Record<OrgKind, readonly [string, string, string, string, string, string]>> = {
  default: [
    'Qualification',
    'Value Proposition',
    'Proposal/Price Quote',
    'Negotiation/Review',
    'Closed Won',
    'Closed Lost',
  ],
  german: ['Anstehend', 'Im Gespräch', 'Angebot versendet', 'Mündliche Zusage', 'Gewonnen', 'Verloren'],
  bare: ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Lost'],
};

export function stagesOf(kind: OrgKind): readonly Stage[] {
  const [first, second, third, fourth, won, lost] = words[kind];
  return [
    stage(first, 10, 'Pipeline', 'Pipeline'),
    stage(second, 50, 'Pipeline', 'Pipeline'),
    stage(third, 75, 'BestCase', 'Best Case'),
    stage(fourth, 90, 'Forecast', 'Commit'),
    stage(won, 100, 'Closed', 'Closed'),
    stage(lost, 0, 'Omitted', 'Omitted'),
  ];
}
