import { useTexts } from './texts.ts';

export interface ShownAlert {
  readonly id: number;
  readonly type: string;
  readonly title: string | null;
  readonly message: string;
}

/** What a card says by `addAlert`: read out at once, gone after a while or when dismissed. */
export function Alerts({
  alerts,
  onDismiss,
}: {
  readonly alerts: readonly ShownAlert[];
  readonly onDismiss: (id: number) => void;
}) {
  const { dismiss } = useTexts();
  return (
    <div className="alerts" aria-live="polite">
      {alerts.map(({ id, type, title, message }) => (
        <div key={id} className={`ux-alert ux-alert-${type} floating`}>
          <div>
            {title !== null && <strong>{title}</strong>}
            <div>{message}</div>
          </div>
          <button
            type="button"
            aria-label={dismiss}
            onClick={() => {
              onDismiss(id);
            }}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      ))}
    </div>
  );
}
