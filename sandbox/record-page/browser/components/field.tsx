import { useId, type ReactNode } from 'react';
import { classes } from './class-names.ts';

export interface FieldProps {
  readonly label?: string | undefined;
  readonly required?: boolean | undefined;
  readonly description?: string | undefined;
  readonly tooltip?: string | undefined;
  readonly error?: boolean | undefined;
  readonly validationMessage?: string | undefined;
}

/** Attributes that tie a control to its label, description and validation message. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly required: boolean | undefined;
}

/** Label above, description below it, validation message under the control: the same for every input. */
export function Field({
  label,
  required,
  description,
  tooltip,
  error,
  validationMessage,
  children,
}: FieldProps & { readonly children: (attributes: ControlAttributes) => ReactNode }) {
  const id = useId();
  const notes = [description === undefined ? '' : `${id}-d`, validationMessage === undefined ? '' : `${id}-v`];
  const described = notes.filter((note) => note !== '').join(' ');
  return (
    <div className={classes('ux-field', error === true && 'invalid')}>
      {label !== undefined && (
        <label htmlFor={id} title={tooltip}>
          {label}
          {required === true && (
            <span className="ux-required" aria-hidden="true">
              {' '}
              *
            </span>
          )}
        </label>
      )}
      {description !== undefined && (
        <span id={`${id}-d`} className="ux-field-note">
          {description}
        </span>
      )}
      {children({
        id,
        required,
        'aria-invalid': error === true ? true : undefined,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {validationMessage !== undefined && (
        <span id={`${id}-v`} className={classes('ux-field-note', error === true && 'ux-field-error')}>
          {validationMessage}
        </span>
      )}
    </div>
  );
}
