import { type ComponentType } from 'react';
import * as appPages from './app-pages.tsx';
import { Button, ButtonRow, Dropdown, DropdownButtonItem, Link, LoadingButton } from './buttons.tsx';
import { BarChart, LineChart } from './charts.tsx';
import * as choices from './choices.tsx';
import * as crmActions from './crm-actions.tsx';
import * as dateInputs from './date-inputs.tsx';
import * as dialogs from './dialogs.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';
import * as layout from './layout.tsx';
import * as media from './media.tsx';
import * as numberInputs from './number-inputs.tsx';
import * as states from './states.tsx';
import * as statistics from './statistics.tsx';
import * as table from './table.tsx';
import * as tabs from './tabs.tsx';
import * as text from './text.tsx';
import * as textInputs from './text-inputs.tsx';

const { Pages: _own, ...tables } = table;

/**
 * What this page can show, by the SDK's component names. Values that arrive from a worker have no static type: `checked` holds their names and literal values
 * against the SDK's, and each component's own props are the SDK's types.
 */
export const componentMap: Readonly<Record<string, ComponentType<never>>> = {
  ...text,
  ...layout,
  ...dialogs,
  ...textInputs,
  Textarea: textInputs.TextArea,
  ...numberInputs,
  ...dateInputs,
  ...choices,
  ...tables,
  ...tabs,
  ...states,
  ...statistics,
  ...media,
  ...appPages,
  ...crmActions,
  Button,
  ButtonRow,
  Dropdown,
  DropdownButtonItem,
  Link,
  LoadingButton,
  BarChart,
  LineChart,
  Form,
  Icon,
};
