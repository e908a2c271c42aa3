const GenerateUrl = Symbol('GenerateUrl');
const Navigate = Symbol('Navigate');

const addressOf = ({ attributes: { objectApiName, recordId } }) =>
  `/salesforce/lightning/r/${objectApiName}/${recordId}/view${window.location.search}`;

/** Leads to the pages that are here. */
export const NavigationMixin = (Base) =>
  class extends Base {
    [GenerateUrl](page) {
      return Promise.resolve(addressOf(page));
    }
    [Navigate](page) {
      window.location.assign(addressOf(page));
    }
  };
NavigationMixin.GenerateUrl = GenerateUrl;
NavigationMixin.Navigate = Navigate;
