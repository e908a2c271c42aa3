import { type Props } from './sdk-props.ts';
import { useTexts } from '../frame/texts.ts';

export const Statistics = ({ children }: Props<'Statistics'>) => <div className="ux-statistics">{children}</div>;

export const StatisticsItem = ({ label, number, children }: Props<'StatisticsItem'>) => (
  <div className="ux-statistic">
    <span className="ux-statistic-label">{label}</span>
    <span className="ux-statistic-number">{number}</span>
    {children}
  </div>
);

export function StatisticsTrend({ value, direction, color }: Props<'StatisticsTrend'>) {
  const { increase, decrease } = useTexts();
  const tone = color ?? (direction === 'increase' ? 'green' : 'red');
  return (
    <span className={`ux-trend ux-trend-${tone}`}>
      <span aria-hidden="true">{direction === 'increase' ? '▲' : '▼'}</span>
      <span className="visually-hidden">{direction === 'increase' ? increase : decrease}</span> {value}
    </span>
  );
}

/** Bands as in the SDK: 0-32 red, 33-65 yellow, 66-100 green; a card cannot choose them. */
export function ScoreCircle({ score }: Props<'ScoreCircle'>) {
  const shown = Math.max(0, Math.min(100, Math.round(score)));
  const tone = shown <= 32 ? 'danger' : shown <= 65 ? 'warning' : 'success';
  const length = 2 * Math.PI * 30;
  return (
    <svg className="ux-score" viewBox="0 0 72 72" width="72" height="72" role="img" aria-label={String(shown)}>
      <circle cx="36" cy="36" r="30" className="ux-score-track" />
      <circle
        cx="36"
        cy="36"
        r="30"
        className={`ux-score-${tone}`}
        strokeDasharray={`${(shown / 100) * length} ${length}`}
        transform="rotate(-90 36 36)"
      />
      <text x="36" y="42" textAnchor="middle" aria-hidden="true">
        {shown}
      </text>
    </svg>
  );
}
