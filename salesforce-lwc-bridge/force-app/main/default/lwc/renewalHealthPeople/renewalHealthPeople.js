import { LightningElement, api } from 'lwc';
import { fill, labels, number } from 'c/renewalHealthWords';

/** Who matters: power users first, then people who have gone silent. Called by role where the connection shows no names. */
export default class RenewalHealthPeople extends LightningElement {
  @api people = [];
  labels = labels;
  get rows() {
    return this.people.map((person, place) => ({
      ...person,
      key: `${place}`,
      role: person.role === person.label ? '' : `· ${person.role}`,
      activity: person.score === null ? '' : fill(labels.userScore, number(person.score)),
    }));
  }
  get isEmpty() {
    return this.people.length === 0;
  }
}
