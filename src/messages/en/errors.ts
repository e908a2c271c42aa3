import type { ErrorTexts } from '../errors.ts';

const token = 'set it as HUBSPOT_ACCESS_TOKEN';

export const errors: ErrorTexts = {
  crm: {
    wrong_token: `The CRM does not accept the access token. Check that it was copied in full and belongs to this account, ${token} and run the command again.`,
    token_expired: `The access token has expired. Create a new one, ${token} and run the command again.`,
    other_portal: `The access token opens the portal {found}, but this connection is {expected}. Use the token of that portal, or give this one a DATA_FOLDER or database of its own, and run the command again.`,
    token_revoked: `The access token has been revoked. Create a new one in HubSpot under Development > Keys > Service keys, ${token} and run the command again.`,
    disconnected:
      'The CRM account is not connected any more: the app was uninstalled there, or its access was revoked. An administrator of the CRM account installs it again at the address where it was installed first; what is stored is kept until the purge date.',
    app_refused:
      'The CRM does not accept the app itself ({reason}). Check the client id and the client secret (HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET for HubSpot) and start the server again; no customer has to do anything.',
    lease_lost:
      'Renewing the access to the CRM took so long that another process has taken it over. Nothing was stored twice; run the command again.',
    missing_scope:
      'The access token lacks the scope {scope}. Add it in HubSpot under Development > Keys > Service keys (or in the private app under Scopes) and run the command again.',
    rate_limited:
      'The CRM is receiving more calls than it allows. The work goes on by itself after a pause; nothing has been lost.',
    daily_limit:
      'The CRM’s daily number of calls is used up. Run the command again after midnight in the CRM account’s time zone; what has been read is kept.',
    call_budget_spent:
      'The org’s API calls of 24 hours are mostly used up, by all its integrations together ({used} / {limit}). Renewal Health stops at 80%, so that the others keep working. What has been read and written is kept; the next run goes on from there.',
    record_not_found:
      'The CRM does not know this record ({call}). It has been deleted or merged; the next sync notices that.',
    mapped_field_missing:
      'The mapped field {field} no longer exists on {object} in the CRM. Restore the field, or choose another one with: renewal-health map.',
    property_type_clash:
      'The CRM already has a field {property} on {object} of the type {found}; {expected} is needed. Rename or delete that field in the CRM and run the command again.',
    property_limit_reached:
      'The CRM allows {limit} custom fields on {object}; {used} are in use; more needed: {needed}. Delete fields that nobody uses, or extend the CRM plan.',
    package_missing:
      'The Salesforce org lacks fields of Renewal Health, or its user may not edit them: {field} (in all: {needed}). An admin deploys the package in the folder salesforce-lwc-bridge and assigns the permission set Renewal_Health_Integration to that user; then run the command again.',
    refused_by_crm: 'The CRM refused the call ({call}): {reason}.',
    unreachable:
      'The CRM cannot be reached at {host} ({reason}). Check the network, a proxy or firewall in between, and the setting HUBSPOT_BASE_URL.',
    timeout: 'The CRM at {host} did not answer in time. Run the command again; it goes on where it stopped.',
    server_error:
      'The CRM reports a fault of its own (status {status}, {call}). Run the command again later; it goes on where it stopped.',
    unexpected_answer:
      'The CRM gave an answer that does not match its documentation ({call}). Nothing was changed because of it. Run the command again; if it happens again, report it with this sentence.',
  },
  salesforce: {
    wrong_token:
      'Salesforce does not accept the sign-in ({reason}). An admin of the org checks the External Client App: its flow (client credentials, or JWT bearer with the certificate of this key) is enabled, and the user that Renewal Health signs in as is active and approved for it. SALESFORCE_LOGIN_URL must be the address of that org, SALESFORCE_USERNAME that user. What has been stored is kept.',
    token_revoked:
      'Salesforce refuses every token it hands out. An admin of the org checks the user that Renewal Health signs in as: active, with the permission “API Enabled”, and without an IP restriction that excludes this server. What has been read is kept.',
    disconnected:
      'The Salesforce org is not connected any more: an admin has revoked the access of Renewal Health, or it was not used for so long that Salesforce has ended it. An admin of the org installs it again at the address where it was installed first; what is stored is kept until the purge date.',
    app_refused:
      'Salesforce does not know the app ({reason}). Check SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET (consumer key and consumer secret) or, with SALESFORCE_PRIVATE_KEY_FILE, the certificate in the External Client App, and that SALESFORCE_LOGIN_URL is the address of the org.',
    other_portal:
      'The settings open the org {found}, but this connection is {expected}. Use the settings of that org, or give this one a DATA_FOLDER or database of its own, and run the command again.',
    missing_scope:
      'The user that Renewal Health signs in as cannot see {scope} in Salesforce. An admin of the org gives that user read access to {scope} and assigns the permission set Renewal_Health_Integration; then run the command again.',
    daily_limit:
      'The org’s API calls of the last 24 hours are used up, by all its integrations together. Some come back every hour: run the command again later; what has been read is kept.',
    mapped_field_missing:
      'The mapped field {field} of {object} no longer exists in Salesforce, was renamed, or is hidden from the user that Renewal Health signs in as. Restore the field, or choose another one with: renewal-health map.',
    unreachable:
      'Salesforce cannot be reached at {host} ({reason}). Check the network, a proxy or firewall in between, and the setting SALESFORCE_LOGIN_URL.',
  },
  storage: {
    locked:
      'Another renewal-health process is using the data folder {where}. Stop that process, or set another folder as DATA_FOLDER.',
    corrupt:
      'The database in {where} is damaged ({found}). Move the folder away and restore a backup with: renewal-health restore. Nothing in it was changed.',
    unreachable:
      'There is no connection to the database {where} ({found}). Check that the server is running, and the address, database name, user and password in DATABASE_URL.',
    too_old: 'This PostgreSQL ({found}) is too old. Version {needed} or newer is needed.',
    newer_schema:
      'The database was written by a newer version of renewal-health (schema {found}, known up to {needed}). Update the program, or restore an older backup.',
    full: 'There is no space left for the database in {where}. Free some space and start again; what was saved is kept.',
    conflict: 'Another process changed the same data at the same time. Run the command again.',
    stopped: 'The embedded database has stopped ({found}). Start the command again; what was saved is kept.',
    not_writable: 'The program cannot write to {where}. Check the path and who owns it.',
    occupied:
      'There already is a database in {where}; it is never overwritten. Move that folder away, or set another one as DATA_FOLDER.',
    unsupported: 'This command is for the embedded database only. With PostgreSQL use pg_dump and pg_restore.',
    bad_backup: 'The file {where} is not a complete backup. Choose another file.',
  },
  unknown: {
    scope: 'that this call needs',
    object: 'the record type',
    field: '(name unknown)',
    property: '(name unknown)',
    found: 'unknown',
    expected: 'unknown',
    limit: 'only a limited number of',
    used: 'all',
    needed: 'unknown',
    host: 'its address',
    call: 'call unknown',
    status: 'unknown',
    reason: 'no reason given',
    where: '(location unknown)',
  },
  objects: {
    account: 'companies',
    companies: 'companies',
    renewal: 'deals',
    deals: 'deals',
    contact: 'contacts',
    contacts: 'contacts',
    ticket: 'tickets',
    tickets: 'tickets',
    interaction: 'activities',
    meetings: 'meetings',
    calls: 'calls',
    emails: 'e-mails',
  },
  fieldTypes: {
    text: 'text',
    string: 'text',
    number: 'number',
    date: 'date',
    datetime: 'date and time',
    choice: 'choice',
    enumeration: 'choice',
    boolean: 'yes/no',
    bool: 'yes/no',
  },
};
