import { type BookCompany, type BookInteraction } from '../../book/types.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type NewRecord, type Seeder } from './seeder.ts';

const connected = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
const noAnswer = '73a0d17f-1163-4015-bdd5-ec830791da20';
const types: Readonly<Record<BookInteraction['kind'], ObjectType>> = {
  meeting: 'meetings',
  call: 'calls',
  email: 'emails',
};
const halfHour = 1_800_000;

/** Adds meetings, calls and e-mails with their links to the company and the people who took part. */
export function addInteractions(
  seeder: Seeder,
  company: BookCompany,
  companyId: string,
  contactIds: ReadonlyMap<string, string>,
): void {
  const owner = seeder.ownerId(company.ownerKey);
  for (const interaction of company.interactions) {
    const type = types[interaction.kind];
    const id = seeder.add(type, recordOf(seeder, interaction, owner));
    seeder.link(type, id, 'companies', companyId);
    for (const key of interaction.contactKeys) {
      const contactId = contactIds.get(key);
      if (contactId !== undefined) seeder.link(type, id, 'contacts', contactId);
    }
  }
}

function recordOf(seeder: Seeder, interaction: BookInteraction, owner: string | null): NewRecord {
  const { at, modifiedAt } = interaction;
  // a planned meeting was entered before it took place
  const createdAt = at < modifiedAt ? at : modifiedAt;
  const own = { meeting, call, email }[interaction.kind](interaction, seeder.portal.profile.reviewType);
  return { createdAt, modifiedAt, properties: { ...own, hs_timestamp: at, hubspot_owner_id: owner } };
}

const meeting = (
  { title, at, outcome, review }: BookInteraction,
  reviewType: string | null,
): NewRecord['properties'] => ({
  hs_meeting_title: title,
  hs_meeting_start_time: at,
  hs_meeting_end_time: new Date(Date.parse(at) + halfHour).toISOString(),
  hs_meeting_outcome: outcome.toUpperCase(),
  hs_activity_type: review ? reviewType : null,
});

const call = ({ title, outcome }: BookInteraction): NewRecord['properties'] => ({
  hs_call_title: title,
  hs_call_status: outcome === 'no_answer' ? 'NO_ANSWER' : 'COMPLETED',
  hs_call_disposition: outcome === 'no_answer' ? noAnswer : connected,
  hs_call_direction: 'OUTBOUND',
  hs_call_duration: outcome === 'no_answer' ? 20_000 : 900_000,
});

const email = ({ title, outcome }: BookInteraction): NewRecord['properties'] => ({
  hs_email_subject: title,
  hs_email_direction: outcome === 'incoming' ? 'INCOMING_EMAIL' : 'EMAIL',
  hs_email_status: 'SENT',
});
