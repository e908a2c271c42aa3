import LANGUAGE from '@salesforce/i18n/lang';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import { labels } from './labels';

export { labels };

/** The language of the sentences in the record's detail that fits the labels: Salesforce shows English labels for every language without a translation. */
export const language = LANGUAGE.toLowerCase().startsWith('de') ? 'de' : 'en';
/** Day before month in both, as the product's sentences write dates. */
const locale = language === 'de' ? 'de-DE' : 'en-GB';

/** `{0}`, `{1}` … of a label replaced by the values. */
export const fill = (label, ...values) => label.replace(/\{(\d)\}/g, (_all, place) => String(values[place] ?? ''));

/** At most one decimal. */
export const number = (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);

/** Signed points as the sentences write them, with a real minus: "+6", "−4.5", "±0". At most one decimal. */
export function signed(points) {
  const size = number(Math.abs(points));
  if (size === '0') return '±0';
  return points > 0 ? `+${size}` : `−${size}`;
}

/** 0 to 100, as each language writes it: "85%", "85 %". */
export const percent = (value) =>
  new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(value / 100);

/** A calendar day, YYYY-MM-DD, which no time zone may move. */
export const day = (iso) => dateIn({ dateStyle: 'medium', timeZone: 'UTC' }, `${iso}T00:00:00Z`, iso);

/** An instant in the user's time zone. */
export const dayAndTime = (iso) => dateIn({ dateStyle: 'medium', timeStyle: 'short', timeZone: TIME_ZONE }, iso, iso);

/** The day of an instant in the user's time zone. */
export const dayOf = (iso) => dateIn({ dateStyle: 'medium', timeZone: TIME_ZONE }, iso, iso);

function dateIn(options, instant, otherwise) {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? otherwise : new Intl.DateTimeFormat(locale, options).format(date);
}

/** Today in the user's time zone, YYYY-MM-DD: the form in which Salesforce compares dates. */
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date());

const msOfDay = 86_400_000;

/** "22 Nov 2026, in 52 days": counted anew at every look, because the record is written only when something else changes. */
export function dayWithDistance(iso) {
  const days = Math.round((Date.parse(iso) - Date.parse(today())) / msOfDay);
  if (Number.isNaN(days)) return iso;
  return `${day(iso)}, ${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')}`;
}

const bands = {
  healthy: labels.bandHealthy,
  watch: labels.bandWatch,
  at_risk: labels.bandAtRisk,
  critical: labels.bandCritical,
  insufficient_data: labels.bandInsufficientData,
};
const tiers = { commit: labels.tierCommit, best_case: labels.tierBestCase, at_risk: labels.tierAtRisk };

/** A code that this version does not know is shown as it is. */
export const bandWord = (code) => bands[code] ?? code;
export const tierWord = (code) => tiers[code] ?? code;
