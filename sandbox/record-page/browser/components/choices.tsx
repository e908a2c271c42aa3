import { useId } from 'react';
import { classes } from './class-names.ts';
import { Field } from './field.tsx';
import { type Props } from './sdk-props.ts';
import { useTypedValue } from './use-typed-value.ts';

export function Select(props: Props<'Select'>) {
  const { options, value, onChange, placeholder = '', variant } = props;
  const [shown, setShown] = useTypedValue(value, '');
  const at = options.findIndex((option) => option.value === shown);
  return (
    <Field {...props}>
      {(attributes) => (
        <select
          {...attributes}
          className={classes('ux-control ux-select', variant === 'transparent' && 'transparent')}
          name={props.name}
          value={at}
          disabled={props.readOnly}
          onChange={(event) => {
            const chosen = options[Number(event.target.value)];
            if (chosen === undefined) return;
            setShown(chosen.value);
            onChange?.(chosen.value);
          }}
        >
          {at < 0 && (
            <option value={-1} disabled>
              {placeholder}
            </option>
          )}
          {options.map(({ label }, index) => (
            <option key={index} value={index}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function MultiSelect(props: Props<'MultiSelect'>) {
  const [shown, setShown] = useTypedValue(props.value, []);
  const turn = (value: string | number | boolean, on: boolean) => {
    const next = on ? [...shown, value] : shown.filter((one) => one !== value);
    setShown(next);
    props.onChange?.(next);
  };
  return (
    <fieldset className="ux-group">
      <legend>{props.label}</legend>
      {props.options.map((option) => (
        <label key={String(option.value)} className="ux-choice">
          <input
            type="checkbox"
            checked={shown.includes(option.value)}
            disabled={props.readOnly}
            onChange={(event) => {
              turn(option.value, event.target.checked);
            }}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

type ChoiceParts = Props<'Checkbox'> & { readonly type: 'checkbox' | 'radio' };

function Choice({
  type,
  children,
  checked,
  initialIsChecked = false,
  value = '',
  onChange,
  description,
  ...rest
}: ChoiceParts) {
  const [isOn, setOn] = useTypedValue(checked, initialIsChecked);
  return (
    <label className={classes('ux-choice', rest.inline === true && 'inline')}>
      <input
        type={type}
        name={rest.name}
        value={value}
        checked={isOn}
        aria-label={rest['aria-label']}
        disabled={rest.readOnly ?? rest.readonly}
        onChange={(event) => {
          setOn(event.target.checked);
          onChange?.(event.target.checked, value);
        }}
      />
      <span>
        {children}
        {description !== undefined && <span className="ux-field-note">{description}</span>}
      </span>
    </label>
  );
}

export const Checkbox = (props: Props<'Checkbox'>) => <Choice {...props} type="checkbox" />;
export const RadioButton = (props: Props<'RadioButton'>) => <Choice {...props} type="radio" />;

export function Toggle({
  label,
  labelDisplay = 'inline',
  checked,
  initialIsChecked = false,
  onChange,
  ...rest
}: Props<'Toggle'>) {
  const [isOn, setOn] = useTypedValue(checked, initialIsChecked);
  const state = isOn ? rest.textChecked : rest.textUnchecked;
  return (
    <span className={`ux-toggle ux-toggle-${labelDisplay}`}>
      {labelDisplay !== 'hidden' && <span aria-hidden="true">{label}</span>}
      <button
        type="button"
        role="switch"
        aria-label={label}
        aria-checked={isOn}
        disabled={rest.readOnly ?? rest.readonly}
        onClick={() => {
          setOn(!isOn);
          onChange?.(!isOn);
        }}
      >
        <span aria-hidden="true" />
      </button>
      {state !== undefined && <span aria-hidden="true">{state}</span>}
    </span>
  );
}

interface ToggleGroupParts {
  readonly toggleType?: 'checkboxList' | 'radioButtonList';
  readonly name: string;
  readonly label: string;
  readonly options: readonly {
    label: string;
    value: string;
    initialIsChecked?: boolean;
    readOnly?: boolean;
    description?: string;
  }[];
  readonly value?: string | string[];
  readonly inline?: boolean;
  readonly required?: boolean;
  readonly error?: boolean;
  readonly validationMessage?: string;
  readonly onChange?: (value: never) => void;
}

export function ToggleGroup({ toggleType = 'checkboxList', options, value, onChange, ...rest }: ToggleGroupParts) {
  const noteId = useId();
  const first = options.filter(({ initialIsChecked }) => initialIsChecked === true).map((option) => option.value);
  const [chosen, setChosen] = useTypedValue(value === undefined ? undefined : [value].flat(), first);
  const isRadio = toggleType === 'radioButtonList';
  const turn = (one: string, on: boolean) => {
    const next = isRadio ? [one] : on ? [...chosen, one] : chosen.filter((other) => other !== one);
    setChosen(next);
    (onChange as ((value: string | string[]) => void) | undefined)?.(isRadio ? one : next);
  };
  return (
    <fieldset className={classes('ux-group', rest.inline === true && 'inline')} aria-describedby={noteId}>
      <legend>
        {rest.label}
        {rest.required === true && <span className="ux-required"> *</span>}
      </legend>
      {options.map((option) => (
        <label key={option.value} className="ux-choice">
          <input
            type={isRadio ? 'radio' : 'checkbox'}
            name={rest.name}
            value={option.value}
            checked={chosen.includes(option.value)}
            disabled={option.readOnly}
            onChange={(event) => {
              turn(option.value, event.target.checked);
            }}
          />
          <span>
            {option.label}
            {option.description !== undefined && <span className="ux-field-note">{option.description}</span>}
          </span>
        </label>
      ))}
      <span id={noteId} className={classes('ux-field-note', rest.error === true && 'ux-field-error')}>
        {rest.validationMessage}
      </span>
    </fieldset>
  );
}
