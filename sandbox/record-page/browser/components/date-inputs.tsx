import { Field } from './field.tsx';
import { type Props } from './sdk-props.ts';
import { useTypedValue } from './use-typed-value.ts';

interface Day {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** The SDK counts months from 0. */
const dayText = (day: Day | null | undefined): string | undefined =>
  day === undefined ? undefined : day === null ? '' : `${pad(day.year, 4)}-${pad(day.month + 1)}-${pad(day.date)}`;

function dayOf(text: string): (Day & { readonly formattedDate: string }) | null {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  return text === '' ? null : { year, month: month - 1, date, formattedDate: text };
}

export function DateInput(props: Props<'DateInput'>) {
  const [shown, setShown] = useTypedValue(dayText(props.value), dayText(props.defaultValue) ?? '');
  const tell = (to: Props<'DateInput'>['onChange'], text: string) => {
    // HubSpot tells a cleared date as null, against its own type
    (to as ((day: ReturnType<typeof dayOf>) => void) | undefined)?.(dayOf(text));
  };
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          className="ux-control"
          type="date"
          name={props.name}
          value={shown}
          min={dayText(props.min)}
          max={dayText(props.max)}
          readOnly={props.readOnly}
          onChange={(event) => {
            setShown(event.target.value);
            tell(props.onChange, event.target.value);
          }}
          onFocus={() => {
            tell(props.onFocus, shown);
          }}
          onBlur={() => {
            tell(props.onBlur, shown);
          }}
        />
      )}
    </Field>
  );
}

export function TimeInput(props: Props<'TimeInput'>) {
  const text = (time: Props<'TimeInput'>['value']) =>
    time === undefined ? undefined : time === null ? '' : `${pad(time.hours)}:${pad(time.minutes)}`;
  const [shown, setShown] = useTypedValue(text(props.value), text(props.defaultValue) ?? '');
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          className="ux-control"
          type="time"
          name={props.name}
          value={shown}
          min={text(props.min)}
          max={text(props.max)}
          step={(props.interval ?? 30) * 60}
          readOnly={props.readOnly}
          onChange={(event) => {
            setShown(event.target.value);
            const [hours = 0, minutes = 0] = event.target.value.split(':').map(Number);
            if (event.target.value !== '') props.onChange?.({ hours, minutes });
          }}
        />
      )}
    </Field>
  );
}
