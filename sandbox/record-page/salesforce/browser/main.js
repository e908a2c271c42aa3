import './page-settings.js';
import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import RenewalHealthAccount from 'c/renewalHealthAccount';
import RenewalHealthOpportunity from 'c/renewalHealthOpportunity';
import { placed } from './place.js';

/** Puts the component of the record's page where the layout leaves room for it, and follows the switches in the header. */
const components = {
  Account: ['c-renewal-health-account', RenewalHealthAccount],
  Opportunity: ['c-renewal-health-opportunity', RenewalHealthOpportunity],
};
const room = document.getElementById('component');
if (room !== null) {
  const { object, id } = room.dataset;
  const [name, component] = components[object];
  const element = createElement(name, { is: component });
  element.recordId = id;
  room.replaceChildren(element);
}
for (const select of document.querySelectorAll('[data-switch]'))
  select.addEventListener('change', () =>
    window.location.assign(placed(window.location, { [select.name]: select.value })),
  );
