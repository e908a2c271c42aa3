import type { InstallTexts } from '../install.ts';

export const install: InstallTexts = {
  titles: {
    choose: 'Connect Renewal Health',
    installed: 'Renewal Health is connected',
    installedAgain: 'Renewal Health is connected again',
    loginUnknown: 'This installation cannot be completed',
    otherBrowser: 'Please finish where you started',
    denied: 'Renewal Health was not installed',
    scopeMissing: 'A permission is missing',
    appRefused: 'The CRM does not recognise this app',
    crmDown: 'The CRM is not answering',
    busy: 'Please try again in a few minutes',
    failed: 'Something went wrong',
  },
  texts: {
    choose: 'An administrator of the CRM account installs the app. Choose your CRM.',
    installed:
      'The first sync has started. Depending on the size of your CRM it takes some minutes; the scores then appear on your records. You can close this page.',
    installedAgain:
      'Everything stored before has been kept, and a sync brings it up to date now. You can close this page.',
    loginUnknown:
      'The link has been used already, or it is older than ten minutes. Please start the installation again.',
    otherBrowser: 'The installation was started in another browser. Please start it again in this one.',
    denied: 'The request was declined in the CRM. Nothing was connected and nothing was stored.',
    scopeMissing:
      'Renewal Health cannot work without the following permissions. Please start the installation again and grant them. Nothing was stored.',
    appRefused:
      'Nothing was connected. Please contact the people who run this server: the app’s credentials are not right.',
    crmDown: 'Nothing was connected. Please start the installation again in a few minutes.',
    busy: 'Something else is still in progress for this account. Nothing was connected. Please start the installation again in a few minutes.',
    failed:
      'Nothing was connected. Please start the installation again; if this happens again, contact the people who run this server.',
  },
  sentences: {
    connectedTo: 'Account: {account}',
    revoked:
      'Disconnected since {at}: the app was uninstalled in the CRM, or its access was revoked. Everything stored is deleted on {purge}, unless the app is installed again before.',
    asked:
      'Disconnected on request since {at}. Everything stored is deleted on {purge}, unless the app is installed again before.',
  },
  withoutScopes: 'These optional permissions were not granted; what needs them stays off:',
  ticketsNotPermitted:
    'Tickets are not read, because the CRM account does not allow it; everything else goes on. Once the permission is back, the next full sync reads them.',
  nothingInstalled: 'There is no installed app to disconnect.',
};
