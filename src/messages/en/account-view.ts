import type { AccountViewTexts } from '../account-view.ts';

export const accountView: AccountViewTexts = {
  causes: {
    scorecard: 'New scorecard',
    ageing: 'Time passed',
    evidence: 'New facts',
    data_gained: 'New data',
    data_lost: 'Missing data',
  },
  roles: { champion: 'Champion', sponsor: 'Executive sponsor', admin: 'Administrator', user: 'User' },
  notScored: 'This account has not been scored yet.',
  noRenewalDate: 'no renewal date',
  frames: {
    coverage:
      '{data, select, all {Every measure that applies has data.} too_little {Only {percent} of the weight has data: too little for a score.} other {{percent} of the weight has data; with the rest the score could lie between {low, number} and {high, number}.}}',
    person:
      '{power, select, yes {Power user, } other {}}{active, select, never {{power, select, yes {no use of the product is known} other {No use of the product is known}}} silent {{power, select, yes {inactive for {days, plural, one {# day} other {# days}}} other {Inactive for {days, plural, one {# day} other {# days}}}}} other {{power, select, yes {active {days, plural, =0 {today} =1 {yesterday} other {# days ago}}} other {Active {days, plural, =0 {today} =1 {yesterday} other {# days ago}}}}}}.',
    renewalDate:
      '{date}, {when, select, today {today} past {{days, plural, one {# day} other {# days}} ago} other {in {days, plural, one {# day} other {# days}}}}',
  },
};
