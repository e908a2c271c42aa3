import { classes, sized } from './class-names.ts';
import { Picture } from './picture.tsx';
import { type Props } from './sdk-props.ts';

const urgent = new Set(['danger', 'error', 'warning']);

export const Alert = ({ children, title, variant = 'info' }: Props<'Alert'>) => (
  <div className={`ux-alert ux-alert-${variant}`} role={urgent.has(variant) ? 'alert' : 'status'}>
    <strong>{title}</strong>
    {children !== undefined && <div>{children}</div>}
  </div>
);

export const EmptyState = ({
  children,
  title,
  layout = 'horizontal',
  reverseOrder,
  flush,
  imageWidth = 160,
}: Props<'EmptyState'>) => (
  <div
    className={classes('ux-empty', `ux-empty-${layout}`, reverseOrder === true && 'reverse', flush === true && 'flush')}
  >
    <div>
      {title !== undefined && <h3 className="ux-heading">{title}</h3>}
      {children}
    </div>
    <Picture kind="empty" width={imageWidth} />
  </div>
);

export const ErrorState = ({ children, title, type = 'error' }: Props<'ErrorState'>) => (
  <div className="ux-empty ux-empty-vertical" role="alert">
    <Picture kind={type} width={112} />
    <div>
      {title !== undefined && <h3 className="ux-heading">{title}</h3>}
      {children}
    </div>
  </div>
);

export const LoadingSpinner = ({ label, showLabel, size, layout = 'inline' }: Props<'LoadingSpinner'>) => (
  <div className={`ux-loading ux-loading-${layout}`} role="status">
    <span className={classes('ux-spinner', sized('ux-spinner', size, 'sm'))} aria-hidden="true" />
    <span className={showLabel === true ? undefined : 'visually-hidden'}>{label}</span>
  </div>
);

export function ProgressBar({
  title,
  value = 0,
  maxValue,
  valueMax,
  showPercentage,
  valueDescription,
  variant = 'success',
  ...rest
}: Props<'ProgressBar'>) {
  const most = maxValue ?? valueMax ?? 100;
  const share = Math.max(0, Math.min(1, most === 0 ? 0 : value / most));
  return (
    <div className="ux-progress">
      <div className="ux-progress-head">
        <span>{title}</span>
        <span>{showPercentage === true ? `${Math.round(share * 100)}%` : valueDescription}</span>
      </div>
      <div
        role="progressbar"
        aria-label={rest['aria-label'] ?? title ?? valueDescription}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuetext={valueDescription}
      >
        <div className={`ux-fill-${variant}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}

export const StepIndicator = ({
  stepNames,
  currentStep = 0,
  direction = 'horizontal',
  variant = 'default',
  onClick,
}: Props<'StepIndicator'>) => (
  <ol className={`ux-steps ux-steps-${direction} ux-steps-${variant}`}>
    {stepNames.map((name, step) => (
      <li
        key={name}
        className={step < currentStep ? 'done' : undefined}
        aria-current={step === currentStep ? 'step' : undefined}
      >
        {onClick === undefined ? (
          <span>{name}</span>
        ) : (
          <button
            type="button"
            onClick={() => {
              onClick(step);
            }}
          >
            {name}
          </button>
        )}
      </li>
    ))}
  </ol>
);
