import type { SetUpTexts } from '../set-up.ts';

export const setUp: SetUpTexts = {
  targets: {
    externalKey: 'Customer number',
    acv: 'Annual contract value',
    seats: 'Purchased seats',
    contractStart: 'Contract start',
    contractEnd: 'Contract end',
    renewalDate: 'Renewal date',
    arr: 'ARR of the renewal',
    contactRole: 'Role of a contact',
    renewalRule: 'Which deals are renewals',
    topPriority: 'Top ticket priority',
    reviewMeetingType: 'Meeting type of business reviews',
  },
  reasons: {
    exact_name: 'its name says so',
    exact_label: 'its label says so',
    similar_name: 'its name is similar',
    similar_label: 'its label is similar',
    standard_field: 'the CRM’s own field',
  },
  consequences: {
    record_id_and_domain_only: 'Signal files can name an account by its record id or its domain only.',
    no_segment_by_contract_value: 'Accounts get no segment: the timeline of mid-market applies.',
    seats_from_signals_only: 'Purchased seats come from signal files only.',
    contract_start_unknown: 'The start of a contract is unknown.',
    no_contract_end_fallback: 'A renewal without a date falls back to its close date.',
    renewal_date_from_contract_end: 'Renewals take their date from the contract end, else from the close date.',
    renewal_date_from_close_date: 'Renewals take their date from the close date.',
    renewals_without_arr: 'Renewals count without an amount.',
    roles_unknown: 'Champions and sponsors are known from signal files only.',
    no_renewals_found: 'No deal counts as a renewal: there is no forecast until a pipeline or field is chosen.',
    no_top_priority_tickets: 'No ticket counts as top priority.',
    reviews_by_title_only: 'Business reviews are recognised by the title of the meeting.',
  },
  runKinds: {
    full: 'Full sync',
    incremental: 'Sync of changes',
    recompute: 'Nightly sync',
    write_back: 'Write-back',
    undo: 'Undo',
    collect: 'Signal import',
  },
  columns: {
    target: 'Meaning',
    field: 'CRM field',
    candidates: 'Other candidates',
    run: 'Run',
    kind: 'Kind',
    written: 'Written',
    calls: 'Calls',
    found: 'Found',
    leftAlone: 'Changed since, left alone',
    mapping: 'Field mapping',
  },
  sentences: {
    gap: `{gap, select,
      no_open_renewal {{count, plural, one {# account has} other {# accounts have}} no open renewal.}
      no_renewal_date {{count, plural, one {# account has} other {# accounts have}} a renewal without any date.}
      renewal_date_by_fallback {{count, plural, one {# account takes} other {# accounts take}} a renewal date from the contract end or the close date.}
      no_arr {{count, plural, one {# account has} other {# accounts have}} a renewal without an ARR.}
      foreign_arr {{count, plural, one {# account has} other {# accounts have}} a renewal in another currency: it counts without an amount.}
      no_seats {{count, plural, one {# account has} other {# accounts have}} no number of purchased seats.}
      no_owner {{count, plural, one {# account has} other {# accounts have}} no owner.}
      no_usage {{count, plural, one {# account has} other {# accounts have}} no product usage.}
      insufficient_data {{count, plural, one {# account has} other {# accounts have}} too little data for a score.}
      other {}}`,
    scorecardFault: `{place}: {code, select,
      not_yaml {this is not valid YAML: {detail}.}
      unknown_key {this key is unknown here.}
      missing {this key is missing.}
      wrong_type {a value of another kind is needed: {detail}.}
      too_small {the value must be at least {detail}.}
      too_big {the value must be at most {detail}.}
      not_one_of {the value must be one of: {detail}.}
      not_ascending {the points of a curve must rise from left to right.}
      out_of_order {the value must lie above “{detail}”.}
      nothing_weighs {every measure has weight 0: nothing would be scored.}
      not_a_name {a version is a name of small letters, digits, dots, hyphens and underscores.}
      alias {YAML aliases are not allowed in a scorecard.}
      unknown_base {the scorecard it extends is not known.}
      other {the value cannot be used.}}`,
    nothingToUndo: 'Run {run} wrote nothing that could be undone; nothing was changed. See: renewal-health status.',
    published: 'The scorecard “{version}” is in force from now on; the next sync writes what it changes.',
    bandMove:
      '{count, plural, one {# account would move from “{from}” to “{to}”.} other {# accounts would move from “{from}” to “{to}”.}}',
    previewOnly: 'This was a preview. Publish “{version}” with --publish.',
    unknownTarget: 'There is no mapping target “{name}”. The targets are: {targets}.',
    unknownField: 'The CRM has no field “{name}” there. The names are the CRM’s internal ones.',
  },
};
