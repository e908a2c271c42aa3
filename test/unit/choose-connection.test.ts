import { describe, expect, it } from '@jest/globals';
import { type Choice, chooseConnection, chooseInstall } from '../../server/cli/choose-connection.ts';
import { CommandError } from '../../server/cli/command-error.ts';
import { connectionId, crmOf } from '../../src/accounts/ids.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import type { Install } from '../../src/ports/installs.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';

const [portal, otherPortal] = [connectionId('hubspot', '1'), connectionId('hubspot', '2')];
const [org, otherOrg] = [connectionId('salesforce', '00D1'), connectionId('salesforce', '00D2')];
type Id = typeof portal;

const installOf = (connection: Id, isOver = false): Install => ({
  ...{ connection, installedAt: '2026-05-01T00:00:00.000Z', missingScopes: [] },
  ended: isOver ? { at: '2026-06-01T00:00:00.000Z', why: 'asked', purgeAt: '2026-07-01T00:00:00.000Z' } : null,
});
const choice = (stored: readonly Id[], changed: Partial<Choice> = {}): Choice => ({
  ...{ asked: null, crms: ['hubspot', 'salesforce'], installs: [] },
  connections: stored.map((id) => ({ ...sampleConnection(id), crm: crmOf(id) })),
  ...changed,
});
const outcome = (choose: () => unknown): unknown => {
  try {
    return choose();
  } catch (error) {
    if (error instanceof CommandError) return error.wording(createSentences('en'));
    throw error;
  }
};
const stored = (...given: Parameters<typeof choice>) => outcome(() => chooseConnection(choice(...given)).id);
const installed = (...given: Parameters<typeof choice>) => outcome(() => chooseInstall(choice(...given)));
const several = (...ids: readonly Id[]) =>
  `Several CRM accounts are connected: ${ids.join(', ')}. Name the one that is meant with --connection.`;

describe('a command on what is stored', () => {
  it('takes the only connection, whatever it is', () => {
    expect(stored([org])).toBe(org);
    expect(stored([org], { installs: [installOf(org)] })).toBe(org);
    expect(stored([])).toMatch(/^No CRM has been connected yet/);
    expect(stored([portal], { crms: ['salesforce'] })).toMatch(/^No CRM has been connected yet/);
  });
  it("takes HubSpot's where the settings open one of each, and the other one by --crm", () => {
    expect(stored([org, portal])).toBe(portal);
    expect(stored([org, portal], { crms: ['salesforce'] })).toBe(org);
    expect(stored([org, portal], { installs: [installOf(org)] })).toBe(portal);
  });
  it('asks which of several is meant: of one CRM, or of several installations', () => {
    expect(stored([portal, otherPortal])).toBe(several(portal, otherPortal));
    expect(stored([portal, org, otherPortal])).toBe(several(portal, otherPortal, org));
    expect(stored([org, portal], { installs: [installOf(org), installOf(portal)] })).toBe(several(portal, org));
    expect(stored([org, portal], { installs: [installOf(org), installOf(portal)], crms: ['salesforce'] })).toBe(org);
  });
  it('leaves those that ended aside while another one works', () => {
    const installs = [installOf(portal, true), installOf(org)];
    expect(stored([portal, org], { installs })).toBe(org);
    expect(stored([portal, org], { installs, asked: portal })).toBe(portal);
    expect(stored([portal], { installs: [installOf(portal, true)] })).toBe(portal);
  });
  it('takes the one that is named, and names those there are for a wrong name', () => {
    expect(stored([portal, otherPortal, org], { asked: otherPortal })).toBe(otherPortal);
    const known = `“--connection” cannot be “hubspot:9”. Possible are: ${portal}, ${org}.`;
    expect(stored([org, portal], { asked: 'hubspot:9' })).toBe(known);
    expect(stored([org, portal], { asked: portal, crms: ['salesforce'] })).toContain(`Possible are: ${org}.`);
    expect(stored([], { asked: portal })).toMatch(/^No CRM has been connected yet/);
    expect(stored([org], { asked: portal, installs: [installOf(portal)] })).toMatch(/^No CRM has been connected yet/);
  });
});

describe('a command that asks the CRM of an installation', () => {
  it('takes the only one that works, or the only one there was', () => {
    expect(installed([], { installs: [installOf(org)] })).toBe(org);
    expect(installed([], { installs: [installOf(portal, true), installOf(org)] })).toBe(org);
    expect(installed([], { installs: [installOf(portal, true)] })).toBe(portal);
    expect(installed([])).toBeNull();
  });
  it('asks which of several is meant', () => {
    const installs = [installOf(org), installOf(otherOrg)];
    expect(installed([], { installs })).toBe(several(org, otherOrg));
    expect(installed([], { installs, asked: otherOrg })).toBe(otherOrg);
    expect(installed([], { installs, asked: portal })).toBeNull();
  });
});
