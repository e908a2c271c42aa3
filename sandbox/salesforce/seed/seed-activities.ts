import { type BookCompany, type BookInteraction } from '../../book/types.ts';
import { type Scalar } from '../org/field.ts';
import { type SeededContact } from './seed-contacts.ts';
import { type NewRecord, type Seeder } from './seeder.ts';

/** Where an interaction belongs: its account, the people who took part, and the vendor's person. */
interface Place {
  readonly accountId: string;
  readonly people: readonly SeededContact[];
  readonly ownerId: string;
}

const halfHour = 1_800_000;

/** Adds meetings as events with their invitees, calls as tasks, e-mails as e-mail messages, all under the account. */
export function addActivities(
  seeder: Seeder,
  company: BookCompany,
  accountId: string,
  contacts: ReadonlyMap<string, SeededContact>,
): void {
  const ownerId = seeder.ownerId(company.ownerKey);
  for (const interaction of company.interactions) {
    const people = interaction.contactKeys.flatMap((key) => contacts.get(key) ?? []);
    add[interaction.kind](seeder, interaction, { accountId, people, ownerId });
  }
}

const add: Readonly<
  Record<BookInteraction['kind'], (seeder: Seeder, interaction: BookInteraction, place: Place) => void>
> = {
  meeting: addEvent,
  call: (seeder, interaction, place) =>
    seeder.add('Task', { ...datesOf(interaction), values: call(interaction, place) }),
  email: (seeder, interaction, place) =>
    seeder.add('EmailMessage', { ...datesOf(interaction), values: email(interaction, place) }),
};

/** A planned meeting was entered before it took place. */
const datesOf = ({ at, modifiedAt }: BookInteraction): Pick<NewRecord, 'createdAt' | 'modifiedAt'> => ({
  createdAt: at < modifiedAt ? at : modifiedAt,
  modifiedAt,
});

const outcomes: Partial<Readonly<Record<BookInteraction['outcome'], string>>> = {
  scheduled: 'Scheduled',
  completed: 'Completed',
  no_show: 'No Show',
  canceled: 'Canceled',
};

function addEvent(seeder: Seeder, interaction: BookInteraction, { accountId, people, ownerId }: Place): void {
  const { at, title, review, outcome } = interaction;
  const { reviewType, fields } = seeder.org.profile;
  const dates = datesOf(interaction);
  const id = seeder.add('Event', {
    ...dates,
    values: {
      WhoId: people[0]?.id ?? null,
      WhatId: accountId,
      AccountId: accountId,
      Subject: title,
      StartDateTime: at,
      EndDateTime: new Date(Date.parse(at) + halfHour).toISOString(),
      ActivityDateTime: at,
      ActivityDate: at.slice(0, 10),
      DurationInMinutes: 30,
      Type: review ? reviewType : null,
      OwnerId: ownerId,
      ...seeder.named(fields.meetingOutcome, outcomes[outcome] ?? null),
    },
  });
  for (const person of people) seeder.add('EventRelation', { ...dates, values: invitee(id, person, interaction) });
}

/** Who declined did not come; who accepted and stayed away cannot be told from who came. */
function invitee(eventId: string, { id }: SeededContact, { outcome }: BookInteraction): Record<string, Scalar> {
  const status = outcome === 'scheduled' ? 'New' : outcome === 'canceled' ? 'Declined' : 'Accepted';
  return { EventId: eventId, RelationId: id, Status: status, IsInvitee: true, IsParent: true, IsWhat: false };
}

function call({ at, title, outcome }: BookInteraction, { accountId, people, ownerId }: Place): Record<string, Scalar> {
  const answered = outcome !== 'no_answer';
  return {
    WhoId: people[0]?.id ?? null,
    WhatId: accountId,
    AccountId: accountId,
    Subject: title,
    ActivityDate: at.slice(0, 10),
    Status: 'Completed',
    Priority: 'Normal',
    TaskSubtype: 'Call',
    Type: 'Call',
    IsClosed: true,
    CallType: 'Outbound',
    CallDisposition: answered ? 'Connected' : 'No answer',
    CallDurationInSeconds: answered ? 900 : 20,
    CompletedDateTime: at,
    OwnerId: ownerId,
  };
}

function email({ at, title, outcome }: BookInteraction, { accountId, people }: Place): Record<string, Scalar> {
  const incoming = outcome === 'incoming';
  const address = people[0]?.email ?? null;
  return {
    RelatedToId: accountId,
    Subject: title,
    FromAddress: incoming ? address : 'success@vendor.example',
    ToAddress: incoming ? 'success@vendor.example' : address,
    Incoming: incoming,
    Status: incoming ? '1' : '3',
    MessageDate: at,
  };
}
