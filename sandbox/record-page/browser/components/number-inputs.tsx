import { Field } from './field.tsx';
import { type Props } from './sdk-props.ts';
import { useTypedValue } from './use-typed-value.ts';

type NumberParts = Props<'NumberInput'> & { readonly step?: number | undefined; readonly prefix?: string | undefined };

function NumberControl(props: NumberParts) {
  const { value, defaultValue, onInput, onChange, onFocus, onBlur, step, prefix } = props;
  const [shown, setShown] = useTypedValue(value === undefined ? undefined : String(value), String(defaultValue ?? ''));
  const tell = (to: ((value: number) => void) | undefined, text: string) => {
    if (text !== '') to?.(Number(text));
  };
  return (
    <Field {...props}>
      {(attributes) => (
        <span className="ux-number">
          {prefix !== undefined && <span aria-hidden="true">{prefix}</span>}
          <input
            {...attributes}
            className="ux-control"
            type="number"
            name={props.name}
            value={shown}
            min={props.min}
            max={props.max}
            step={step ?? (props.precision === undefined ? 'any' : 10 ** -props.precision)}
            placeholder={props.placeholder}
            readOnly={props.readOnly}
            style={{ textAlign: props.textAlign ?? 'left' }}
            onChange={(event) => {
              setShown(event.target.value);
              tell(onInput, event.target.value);
              if (step !== undefined) tell(onChange, event.target.value);
            }}
            onFocus={() => {
              tell(onFocus, shown);
            }}
            onBlur={() => {
              tell(onBlur, shown);
              if (step === undefined) tell(onChange, shown);
            }}
          />
          {props.formatStyle === 'percentage' && <span aria-hidden="true">%</span>}
        </span>
      )}
    </Field>
  );
}

export const NumberInput = (props: Props<'NumberInput'>) => <NumberControl {...props} />;
export const StepperInput = ({ stepSize = 1, ...props }: Props<'StepperInput'>) => (
  <NumberControl {...props} step={stepSize} />
);
export const CurrencyInput = ({ currency = 'USD', ...props }: Props<'CurrencyInput'>) => (
  <NumberControl {...props} prefix={currency} />
);
