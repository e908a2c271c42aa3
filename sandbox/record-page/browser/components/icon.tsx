import { sized } from './class-names.ts';
import { type Props } from './sdk-props.ts';

/** The symbols a card of ours is likely to use, drawn here on a 16-pixel grid; every other name of HubSpot's set shows as a plain dot. */
const paths: Readonly<Record<string, string>> = {
  success: 'M3 8.5l3.2 3L13 4.5',
  warning: 'M8 2.5l6 11H2zM8 6.5v3M8 11.4v.3',
  danger: 'M8 2.5l6 11H2zM8 6.5v3M8 11.4v.3',
  exclamation: 'M8 3v6.5M8 12.5v.3',
  info: 'M8 7.2v4.6M8 4.4v.3M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  question: 'M6 6a2 2 0 1 1 2.6 1.9c-.5.2-.6.6-.6 1.3M8 11.6v.3M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8z',
  upCarat: 'M3.5 10L8 5.5 12.5 10',
  downCarat: 'M3.5 6L8 10.5 12.5 6',
  up: 'M8 13V3M4 7l4-4 4 4',
  down: 'M8 3v10M4 9l4 4 4-4',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  right: 'M6 3.5L10.5 8 6 12.5',
  add: 'M8 3v10M3 8h10',
  remove: 'M4 4l8 8M12 4l-8 8',
  edit: 'M3 13l.8-3L10.5 3.3l2.2 2.2L6 12.2z',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  date: 'M3 4.5h10V13H3zM3 7h10M5.5 3v2M10.5 3v2',
  time: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8zM8 4.5V8l2.5 1.6',
  contacts: 'M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 13.5a5 5 0 0 1 10 0',
  tasks: 'M3 3h10v10H3zM5.2 8l2 2L11 6',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14',
  settings: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2',
  email: 'M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5',
  comments: 'M2 3h12v8H8l-3 2.5V11H2z',
};

export function Icon({ name, size, color = 'inherit', screenReaderText }: Props<'Icon'>) {
  const path = paths[name];
  return (
    <svg
      className={`ux-icon ${sized('ux-icon', size, 'md')} ux-icon-${color}`}
      viewBox="0 0 16 16"
      {...(screenReaderText === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': screenReaderText })}
    >
      {path === undefined ? <circle cx="8" cy="8" r="3" /> : <path d={path} />}
    </svg>
  );
}
