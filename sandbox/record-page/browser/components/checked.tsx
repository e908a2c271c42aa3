import { createController, type Controller } from '@remote-ui/react/host';
import { createElement, useEffect, type ComponentType } from 'react';
import { componentMap } from './component-map.tsx';
import allowed from '../../sdk/generated/component-props.json' with { type: 'json' };

/** Props by component: null takes anything, a list takes these values only. Generated from the SDK's types. */
type AllowedProps = Readonly<Record<string, readonly (string | number | boolean)[] | null>>;
const allowedProps: Readonly<Record<string, AllowedProps>> = allowed;

/** What HubSpot would not show, in one sentence; null when all is well. */
export function refusalOf(name: string, props: Readonly<Record<string, unknown>>): string | null {
  const known = allowedProps[name];
  if (known === undefined) return `HubSpot has no component <${name}>.`;
  if (componentMap[name] === undefined) return `This page does not draw <${name}>.`;
  for (const [prop, value] of Object.entries(props)) {
    if (prop === 'children' || prop === 'testId' || value === undefined) continue;
    const values = known[prop];
    if (values === undefined) return `<${name}> has no prop "${prop}".`;
    if (values !== null && value !== null && !values.includes(value as string))
      return `<${name}> does not take ${prop}=${JSON.stringify(value)}; it takes ${values.join(', ')}.`;
  }
  return null;
}

/** Seen by people, by tests (data-refused) and in the console. */
function Refused({ reason }: { readonly reason: string }) {
  useEffect(() => {
    console.error(`Refused: ${reason}`);
  }, [reason]);
  return (
    <div className="ux-refused" role="alert" data-refused={reason}>
      {reason}
    </div>
  );
}

function checked(name: string): ComponentType<Record<string, unknown>> {
  const Checked = (props: Record<string, unknown>) => {
    const reason = refusalOf(name, props);
    if (reason !== null) return <Refused reason={reason} />;
    const { testId, ...rest } = props;
    const element = createElement(componentMap[name] as ComponentType<Record<string, unknown>>, rest);
    return typeof testId === 'string' ? <TestId id={testId}>{element}</TestId> : element;
  };
  Checked.displayName = name;
  return Checked;
}

/** Takes no part in the layout. */
const TestId = ({ id, children }: { readonly id: string; readonly children: JSX.Element }) => (
  <span className="ux-test-id" data-test-id={id}>
    {children}
  </span>
);

const made = new Map<string, ComponentType<Record<string, unknown>>>();

/** Gives remote-ui a component for every name, so that an unknown one becomes a visible refusal and not a blank card. */
export function createCheckedController(): Controller {
  const controller = createController({});
  return {
    ...controller,
    get: (name) => {
      const component = made.get(name) ?? checked(name);
      made.set(name, component);
      return component;
    },
  };
}
