import type { ScreenTexts } from '../screens.ts';

export const screens: ScreenTexts = {
  overdue: 'Overdue',
  neverSynced: 'Connected, but nothing has been read yet: start the first sync.',
  paused: 'Write-back to the CRM is paused since an undo; reading and scoring go on.',
  outcomes: {
    scored: 'The account has been read and scored.',
    overrideCleared: 'The calculated tier counts again.',
    taskCreated: 'The task has been created.',
    taskThere: 'This task has been created already.',
    segmentsThere: 'The segments are there already.',
    mappingSaved: 'The mapping is saved; the next full sync applies it to every record.',
    preferencesSaved: 'The settings are saved.',
    nothingChanged: 'Nothing had to be changed.',
    syncStarted: 'The sync has started; its result appears among the last runs.',
    undoStarted: 'The undo has started; its result appears among the last runs. Write-back is paused.',
    resumed: 'Write-back to the CRM is on again.',
    notPaused: 'Write-back to the CRM is not paused.',
  },
  refusals: {
    not_verified: 'The request could not be verified.',
    not_found: 'There is nothing at this address.',
    bad_request: 'The request is not complete or not valid.',
    not_connected: 'This CRM account is not connected to Renewal Health.',
    account_gone: 'The CRM does not know this account any more.',
    renewal_gone: 'The CRM does not know this renewal any more, or it is closed.',
    step_outdated: 'The next step has changed in the meantime. Please reload the card.',
    busy: 'A sync is running. Please try again in a few minutes.',
    paused: 'Write-back to the CRM is paused. Resume it in the settings first.',
    field_unknown: 'The CRM has no such field or pipeline.',
    day_past: 'The last day must not lie in the past.',
    reason_missing: 'A manual tier needs a reason and a last day.',
    run_unknown: 'There is no such run, or it wrote nothing.',
    already_undone: 'This run has been undone already.',
    internal: 'Something went wrong. Nothing was changed because of it; please try again.',
  },
  sentences: {
    overrideSet: 'The tier is set to {tier} until {until}.',
    segmentsCreated: '{count, plural, one {# segment was created.} other {# segments were created.}}',
    synced: 'Last sync on {at}.',
    ruleByPipelines:
      'Deals in the {count, plural, one {pipeline {names} count} other {pipelines {names} count}} as renewals.',
    ruleByField: 'Deals whose field {field} holds one of these values count as renewals: {values}.',
    leftAlone:
      '{count, plural, =0 {Nobody had changed them since.} one {# value that somebody changed since was left alone.} other {# values that somebody changed since were left alone.}}',
  },
  segments: {
    at_risk: 'Renewals at risk (Renewal Health)',
    commit: 'Renewals on commit (Renewal Health)',
    critical: 'Accounts with critical health (Renewal Health)',
  },
};
