import type { Interaction } from '../accounts/account.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import type { FieldReader } from '../crm-fields/field-reader.ts';
import { accountsOf, createdAt, idOf, reader, type ReadContext } from './from-salesforce.ts';
import { outcomeOf } from './option-words.ts';
import type { SalesforceRecord } from './query-pages.ts';

type Outcome = Interaction['outcome'];

/**
 * Without a field for the outcome, a meeting in the calendar took place: Salesforce itself knows no other kind. With one, a meeting that nobody filled in is
 * only scheduled.
 */
export function fromSalesforceEvent(record: SalesforceRecord, context: ReadContext): Interaction {
  const fields = reader(record, context);
  const { meetingOutcome: field } = context;
  const outcome = field === null ? 'held' : (outcomeOf(fields.text(field) ?? '') ?? 'scheduled');
  return {
    ...interaction(record, fields, 'meeting', 'StartDateTime'),
    outcome,
    isReview: isReview(fields, context.mapping),
  };
}

function isReview(fields: FieldReader, { review }: FieldMapping): boolean {
  const title = fields.text('Subject')?.toLocaleLowerCase('de') ?? '';
  const type = fields.text('Type');
  if (type !== null && review.meetingTypes.includes(type)) return true;
  return review.titleWords.some((word) => title.includes(word.toLocaleLowerCase('de')));
}

/** A logged call or e-mail; what else stands among the tasks is work to do, and no interaction. */
export function fromSalesforceTask(record: SalesforceRecord, context: ReadContext): Interaction {
  const fields = reader(record, context);
  const isCall = fields.text('TaskSubtype') === 'Call';
  const at = fields.instant('CompletedDateTime') === null ? 'ActivityDate' : 'CompletedDateTime';
  return {
    ...interaction(record, fields, isCall ? 'call' : 'email', at),
    outcome: isCall ? callOutcome(fields) : 'sent',
    isReview: false,
  };
}

/** The result that the caller noted counts; a call that was completed without one was answered. */
function callOutcome(fields: FieldReader): Outcome {
  const noted = outcomeOf(fields.text('CallDisposition') ?? '');
  if (noted !== null) return noted;
  return fields.flag('IsClosed') ? 'held' : 'scheduled';
}

export function fromSalesforceEmail(record: SalesforceRecord, context: ReadContext): Interaction {
  const fields = reader(record, context);
  const filed = fields.text('RelatedToId');
  const account = fields.text('Parent.AccountId') ?? (filed === null ? null : context.accountOf(filed));
  return {
    ...interaction(record, fields, 'email', 'MessageDate'),
    accountIds: accountsOf(account),
    outcome: fields.flag('Incoming') ? 'received' : 'sent',
    isReview: false,
  };
}

function interaction(record: SalesforceRecord, fields: FieldReader, kind: Interaction['kind'], at: string) {
  return {
    ...{ id: idOf(record), kind, at: fields.instant(at) ?? createdAt(fields) },
    accountIds: accountsOf(fields.text('AccountId')),
  };
}
