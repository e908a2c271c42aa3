import { cardEvent, useReactions } from './overlay.tsx';
import { type Props } from './sdk-props.ts';

/** Never leaves the page: the values of its named inputs go to the card. */
export function Form({ children, onSubmit, autoComplete }: Props<'Form'>) {
  const reactions = useReactions();
  return (
    <form
      className="ux-form"
      noValidate
      autoComplete={autoComplete}
      onSubmit={(event) => {
        event.preventDefault();
        const entries = [...new FormData(event.currentTarget)].map(
          ([name, value]) => [name, typeof value === 'string' ? value : value.name] as const,
        );
        void onSubmit?.({ ...cardEvent('submit'), targetValue: Object.fromEntries(entries) }, reactions);
      }}
    >
      {children}
    </form>
  );
}
