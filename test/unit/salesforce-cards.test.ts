import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { cardRecords } from '../fixtures/salesforce-cards/card-records.ts';
import { cardRecordsFile } from '../fixtures/salesforce-cards/write-card-records.ts';
import { accountHealth } from '../../src/views/contract/account-health.ts';

const records = cardRecords();
const detail = z.strictObject({ v: z.literal(1), en: accountHealth, de: accountHealth });

describe('records that the Lightning components are tested with', () => {
  it('are what the product writes now (npm run golden:accept writes them anew)', () => {
    const written = z.array(z.unknown()).parse(JSON.parse(readFileSync(cardRecordsFile, 'utf8')));
    // by name: a record with its explanation is ten thousand characters long
    const differing = records.filter((record, place) => !isDeepStrictEqual(record, written[place]));
    expect(differing.map(({ object, state }) => `${object} ${state}`)).toEqual([]);
    expect(written).toHaveLength(records.length);
  });

  it('carry the explanation in both languages, by the contract of the screens', () => {
    for (const { fields, state } of records) {
      const parsed = detail.safeParse(JSON.parse(String(fields.Renewal_Health_Detail__c)));
      expect({ state, error: parsed.error }).toEqual({ state, error: undefined });
    }
  });

  it('show every health band', () => {
    const bands = new Set(records.map(({ fields }) => fields.Renewal_Health_Band__c));
    expect([...bands].sort()).toEqual(['at_risk', 'critical', 'healthy', 'insufficient_data', 'watch']);
  });
});
