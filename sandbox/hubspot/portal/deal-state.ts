import { findStage } from './pipelines.ts';
import { type Portal } from './portal.ts';
import { type StoredRecord } from './record-table.ts';

/** Home-currency value of one unit, fixed so that the same book gives the same numbers. */
const inUsd: Readonly<Record<string, number>> = { USD: 1, EUR: 1.25, GBP: 1.5625, CHF: 1.220703125 };

/** What HubSpot keeps on a deal by itself: open or closed and how, probability, weighted and home-currency amount. */
export function deriveDealState(portal: Portal, record: StoredRecord): void {
  const table = portal.table('deals');
  const get = (name: string): string => record.values[table.column(name)] ?? '';
  const set = (name: string, value: string | null): void => {
    record.values[table.column(name)] = value;
  };
  const stage = findStage(portal.pipelines.deals, get('dealstage'));
  const closed = stage?.isClosed ?? false;
  const probability = stage?.probability ?? 0;
  set('hs_is_closed', String(closed));
  set('hs_is_closed_won', String(closed && probability === 1));
  set('hs_is_closed_lost', String(closed && probability === 0));
  set('hs_deal_stage_probability', String(probability));
  const amount = get('amount');
  const rate = exchangeRate(get('deal_currency_code'), portal.profile.currency);
  set('hs_projected_amount', amount === '' ? null : cents(Number(amount) * probability));
  set('hs_exchange_rate', rate === null ? null : String(Number(rate.toFixed(6))));
  set('amount_in_home_currency', amount === '' || rate === null ? null : cents(Number(amount) * rate));
}

/** Null for a currency the portal has no rate for. */
function exchangeRate(currency: string, home: string): number | null {
  if (currency === '' || currency === home) return 1;
  const [from, to] = [inUsd[currency], inUsd[home]];
  return from === undefined || to === undefined ? null : from / to;
}

const cents = (amount: number): string => String(Math.round(amount * 100) / 100);
