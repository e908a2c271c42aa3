import { type Texts } from './texts.ts';

export interface Column {
  readonly name: string;
  readonly label: string;
  readonly isNumber?: boolean;
  readonly as?: 'money' | 'day' | 'tag';
}

/** Columns of the two lists; those of the app are empty until it has written its values. */
export function columnsOf(type: string, texts: Texts): readonly Column[] {
  const owner: Column = { name: 'hubspot_owner_id', label: texts.owner };
  const score: Column = { name: 'renewal_health_score', label: texts.score, isNumber: true };
  const tier: Column = { name: 'renewal_tier', label: texts.tier, as: 'tag' };
  if (type === 'deals')
    return [
      { name: 'dealname', label: texts.name },
      { name: 'amount', label: texts.amount, isNumber: true, as: 'money' },
      { name: 'closedate', label: texts.closeDate, as: 'day' },
      { name: 'dealstage', label: texts.stage },
      tier,
      { name: 'renewal_tier_machine', label: texts.machineTier, as: 'tag' },
      score,
      owner,
    ];
  return [
    { name: 'name', label: texts.name },
    score,
    { name: 'renewal_health_band', label: texts.band, as: 'tag' },
    tier,
    { name: 'renewal_next_date', label: texts.nextRenewal, as: 'day' },
    { name: 'renewal_arr_at_risk', label: texts.atRiskValue, isNumber: true, as: 'money' },
    owner,
  ];
}
