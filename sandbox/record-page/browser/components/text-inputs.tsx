import { Field, type FieldProps } from './field.tsx';
import { type Props } from './sdk-props.ts';
import { useTypedValue } from './use-typed-value.ts';

interface TextInputParts extends FieldProps {
  readonly name: string;
  readonly value?: string | undefined;
  readonly defaultValue?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly readOnly?: boolean | undefined;
  readonly onInput?: ((value: string) => void) | undefined;
  readonly onChange?: ((value: string) => void) | undefined;
  readonly onFocus?: ((value: string) => void) | undefined;
  readonly onBlur?: ((value: string) => void) | undefined;
}

/** `onInput` tells each key, `onChange` the value that was left or confirmed: HubSpot's inputs make the same difference. */
function useText({ value, defaultValue, onInput, onChange, onFocus, onBlur }: TextInputParts) {
  const [shown, setShown] = useTypedValue(value, defaultValue ?? '');
  return {
    value: shown,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setShown(event.target.value);
      onInput?.(event.target.value);
    },
    onFocus: () => onFocus?.(shown),
    onBlur: () => {
      onBlur?.(shown);
      if (shown !== value) onChange?.(shown);
    },
    onKeyDown: (event: { readonly key: string }) => {
      if (event.key === 'Enter' && shown !== value) onChange?.(shown);
    },
  };
}

export function Input(props: Props<'Input'>) {
  const text = useText(props);
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          {...text}
          className="ux-control"
          type={props.type ?? 'text'}
          name={props.name}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
        />
      )}
    </Field>
  );
}

export function SearchInput(props: Props<'SearchInput'>) {
  const text = useText(props);
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          {...text}
          className="ux-control ux-search"
          type="search"
          name={props.name}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
        />
      )}
    </Field>
  );
}

export function TextArea(props: Props<'TextArea'>) {
  const { onKeyDown: _newLine, ...text } = useText(props);
  return (
    <Field {...props}>
      {(attributes) => (
        <textarea
          {...attributes}
          {...text}
          className="ux-control"
          name={props.name}
          rows={props.rows ?? 3}
          cols={props.cols}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          readOnly={props.readOnly}
          style={{ resize: props.resize ?? 'vertical' }}
        />
      )}
    </Field>
  );
}
