import Card from 'c/renewalHealthAccount';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { all, clear, fail, place, recordOf, settled, show, textOf } from 'testing/card.cjs';

let card;
const open = (properties) => {
  card = place('c-renewal-health-account', Card, properties);
};
const shown = async (state, fields) => {
  open();
  await show(recordOf('Account', state, fields));
  return textOf(card);
};
const healthOf = (state) => JSON.parse(recordOf('Account', state).fields.Renewal_Health_Detail__c.value).en;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

afterEach(clear);

describe('an account with a score', () => {
  it.each([
    ['healthy', 'Healthy', 'Commit'],
    ['watch', 'Watch', 'At risk'],
    ['at_risk', 'At risk', 'At risk'],
    ['critical', 'Critical', 'No tier'],
  ])('says at a glance that it is %s: number, band and tier in words', async (state, band, tier) => {
    const text = await shown(state);
    const { score } = healthOf(state);
    expect(text).toContain(`Health score ${score} of 100: ${band}`);
    expect(text).toContain(`Health: ${band}`);
    expect(text).toContain(`Forecast tier: ${tier}`);
    await expect(card).toBeAccessible();
  });

  it('words the change, and parts that sum to it', async () => {
    const text = await shown('at_risk');
    const { change } = healthOf('at_risk');
    expect(text).toContain('▼ Down −25 in 30 days');
    expect(text).toContain(change.sentence);
    const amounts = all(card, 'c-renewal-health-change')[0].shadowRoot.querySelectorAll('.amount');
    expect(sum([...amounts].map((amount) => Number(amount.textContent.replace('−', '-'))))).toBe(change.points);
  });

  it('says what points up and what down, with the effect and the reason of each', async () => {
    const text = await shown('at_risk');
    expect(text).toContain('Pulls the score down −10.6 Core usage trend Core features were used 64% less');
    expect(text).toContain('Holds the score up +4.8 Support friction');
  });

  it('lists every measure on demand: points sum to the score, the missing ones to the rest, each with its source', async () => {
    await shown('at_risk');
    const table = all(card, 'c-renewal-health-measures')[0].shadowRoot;
    const column = (nth) =>
      [...table.querySelectorAll(`tbody td:nth-child(${nth})`)].map((cell) => Number(cell.textContent) || 0);
    expect(table.querySelectorAll('tbody tr')).toHaveLength(healthOf('at_risk').measures.length);
    expect([sum(column(3)), sum(column(4))]).toEqual([59, 41]);
    expect([...table.querySelectorAll('tfoot td')].map((cell) => cell.textContent)).toEqual(['59', '59', '41']);
    expect(table.textContent).toContain('from product usage, 4 facts, newest 2 days old');
  });

  it('puts every warning first, with its evidence and what it does to the forecast', async () => {
    const text = await shown('critical');
    const { gates } = healthOf('critical');
    expect(gates.length).toBeGreaterThan(2);
    for (const gate of gates) {
      expect(text).toContain(`Warning: ${gate.name} ${gate.sentence} The forecast is at most “${gate.caps.label}”.`);
      expect(text).toContain(gate.evidence);
    }
    expect(text.indexOf('Warning:')).toBeLessThan(text.indexOf('What changed'));
  });

  it('draws 13 weeks with the change of scorecard marked, and says the same in words', async () => {
    const text = await shown('at_risk');
    const [line] = all(card, '.line');
    expect(line.querySelectorAll('.mark')).toHaveLength(1);
    expect(line.querySelector('.stroke').getAttribute('d').match(/[ML]/g)).toHaveLength(13);
    expect(text).toContain('From 81 on 30 Aug 2026 to 59 on 22 Nov 2026; lowest 59, highest 87.');
    expect(text).toContain('From 11 Oct 2026: scorecard default-1');
  });

  it('shows each renewal with date, milestone, three tiers and what would lift it, and leads to its record', async () => {
    const text = await shown('watch');
    const [renewal] = healthOf('watch').renewals;
    expect(text).toContain('Final tier: At risk Calculated tier: Best case Manual tier: At risk');
    expect(text).toContain(renewal.human.sentence);
    expect(text).toContain(`What would lift the tier: ${renewal.lift}`);
    expect(text).toContain(`Milestone ${renewal.milestone}`);
    expect(all(card, 'a')[0].textContent).toBe(renewal.name);
  });

  it('counts the days to a renewal from today, not from when the record was written', async () => {
    open({ hours: 24 * 10 });
    await show(recordOf('Account', 'at_risk'));
    expect(textOf(card)).toContain('13 Jan 2027, in 42 days');
  });

  it('names people by what the connection allows, and leaves them out where the page is set so', async () => {
    expect(await shown('at_risk')).toContain('People Champion Power user, active 2 days ago. Activity 100 of 100');
    clear();
    open({ hidePeople: true });
    await show(recordOf('Account', 'at_risk'));
    expect(textOf(card)).not.toContain('Champion Power user');
  });

  it('says how much data is behind the score, what it could be, and what is missing', async () => {
    const text = await shown('at_risk');
    expect(text).toContain('78% of the data is there, between 46 and 68 with full data');
    expect(text).toContain('Missing data Seat adoption: The number of purchased seats is unknown');
  });

  it('scores each area', async () => {
    expect(await shown('at_risk')).toContain('Scores by area Product 32 weight 40, 65% of the data Relationship 53');
  });

  it('asks Salesforce for the score, and for the rest only as far as the user may see it', async () => {
    open();
    await settled();
    const { fields, optionalFields } = getRecord.getLastConfig();
    expect(fields.map(({ fieldApiName }) => fieldApiName)).toEqual(['Renewal_Health_Score__c']);
    expect(optionalFields.map(({ fieldApiName }) => fieldApiName)).toContain('Renewal_Health_Detail__c');
  });

  it('has Salesforce read the record again when asked to', async () => {
    await shown('healthy');
    all(card, 'lightning-button-icon')[0].click();
    await settled();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledWith([{ recordId: '001000000000000AAA' }]);
  });
});

describe('an account without a score', () => {
  it('says that too little is known, names what is missing, and shows no points', async () => {
    const text = await shown('insufficient_data');
    expect(text).toContain('No health score: Insufficient data');
    expect(text).toContain('Too little data for a score');
    expect(text).not.toContain('Pulls the score down');
    expect(all(card, 'c-renewal-health-section').at(-1).shadowRoot.querySelector('details').open).toBe(true);
    await expect(card).toBeAccessible();
  });

  it('says that it has not been scored yet', async () => {
    const nothing = Object.fromEntries(Object.keys(recordOf('Account', 'healthy').fields).map((name) => [name, null]));
    const text = await shown('healthy', nothing);
    expect(text).toContain('Not scored yet');
    expect(text).not.toContain('Forecast tier');
    await expect(card).toBeAccessible();
  });
});

describe('when something is missing', () => {
  const detail = 'Renewal_Health_Detail__c';

  it('waits in sight', async () => {
    open();
    expect(all(card, 'lightning-spinner')).toHaveLength(1);
    await expect(card).toBeAccessible();
  });

  it('says when nothing has been written for more than two nights', async () => {
    open({ hours: 50 });
    await show(recordOf('Account', 'healthy'));
    expect(textOf(card)).toContain('Not updated since 22 Nov 2026');
    await expect(card).toBeAccessible();
  });

  it('says nothing of age after two nights', async () => {
    open({ hours: 48 });
    await show(recordOf('Account', 'healthy'));
    expect(textOf(card)).not.toContain('Not updated since');
  });

  it.each([
    ['cut off', '{"v":1,"en":{"state":"asse', 'The explanation cannot be read'],
    ['no object', '[1]', 'The explanation cannot be read'],
    ['of a version before the first', '{"v":0}', 'The explanation cannot be read'],
    ['of a later version', '{"v":2,"en":{}}', 'The explanation is newer than this component'],
    ['empty', null, 'There is no explanation here'],
    ['hidden from the user', undefined, 'There is no explanation here'],
  ])(
    'shows score, tier, change and next step from the fields when the explanation is %s',
    async (_what, value, heading) => {
      const text = await shown('at_risk', { [detail]: value });
      expect(text).toContain(heading);
      expect(text).toContain('Health score 59 of 100: At risk');
      expect(text).toContain('Forecast tier: At risk');
      expect(text).toContain('Health fell 25 points in 30 days');
      expect(text).toContain('Next step Look at the causes of the drop');
      expect(text).toContain('−11 Core usage trend: 36% of the preceding 30 days');
      expect(text).toContain('Next renewal 13 Jan 2027, in 52 days');
      expect(text).toContain('Product 32');
      await expect(card).toBeAccessible();
    },
  );

  it('says that the explanation belongs to another score instead of passing it off as this one', async () => {
    const text = await shown('at_risk', { Renewal_Health_Score__c: 61 });
    expect(text).toContain('Health score 61 of 100');
    expect(text).toContain('It explains a health score of 59.');
  });

  it('hides what the user may not see, and keeps the rest', async () => {
    const names = Object.keys(recordOf('Account', 'at_risk').fields).filter(
      (name) => name !== 'Renewal_Health_Score__c',
    );
    const text = await shown('at_risk', Object.fromEntries(names.map((name) => [name, undefined])));
    expect(text).toContain('Health score 59 of 100');
    expect(text).not.toContain('Forecast tier');
    expect(text).not.toContain('in 30 days');
    expect(text).not.toContain('Next step');
  });

  it.each([
    [403, 'INSUFFICIENT_ACCESS'],
    [400, 'INVALID_FIELD'],
    [404, 'NOT_FOUND'],
  ])('says whom to ask when Salesforce refuses the score (%i)', async (status, code) => {
    open();
    await fail(status, code);
    expect(textOf(card)).toContain('You have no access');
    expect(textOf(card)).toContain('“Renewal Health Reader”');
    await expect(card).toBeAccessible();
  });

  it('offers another try when Salesforce fails', async () => {
    open();
    await fail(500, 'UNKNOWN_EXCEPTION');
    expect(textOf(card)).toContain('This cannot be shown at the moment');
    await expect(card).toBeAccessible();
    notifyRecordUpdateAvailable.mockClear();
    all(card, 'lightning-button')[0].click();
    expect(notifyRecordUpdateAvailable).toHaveBeenCalledTimes(1);
  });
});
