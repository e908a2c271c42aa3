import type { ChangeSentenceTexts } from '../change.ts';
import type { DriverTexts } from '../drivers.ts';

export const hardly = '“{name}” hardly changed';

export const drivers: DriverTexts = {
  line: '{points} {name}: {value}',
  warning: 'Warning: {name}',
};

export const change: ChangeSentenceTexts = {
  noComparableScore: 'There is no comparable score to measure a change against.',
  frames: {
    head: '{direction, select, same {Health is where it was {days, plural, one {# day} other {# days}} ago} up {Health rose {points, plural, one {# point} other {# points}} in {days, plural, one {# day} other {# days}}} other {Health fell {points, plural, one {# point} other {# points}} in {days, plural, one {# day} other {# days}}}}{more, select, yes {:} other {.}}',
    causes: '{first}{link, select, but {, but} other { and}} {second}',
    cause: '{clause} ({points})',
    rest: '; the rest comes from {count, plural, one {# smaller cause} other {# smaller causes}} ({points})',
    scorecard: 'scorecard {after} has replaced {before}',
    data: '{source, select, usage {product usage data} crm_interactions {data from CRM activities} crm_tickets {data from CRM tickets} crm_fields {data from CRM fields} invoices {invoice data} score_history {the history of scores} other {data from observations}} {direction, select, gained {has come in} silent {has stopped coming in for all customers and is missing} other {is missing now}} for {measures}',
    line: '{points} {text}{aged, select, yes { (time passed)} other {}}',
  },
};
