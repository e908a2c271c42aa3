/**
 * Lightning Data Service as far as the components use it: the wire `getRecord`, its cache that `notifyRecordUpdateAvailable` empties, and reading of values. A
 * field that the user may not see is absent when it was asked for as optional, and refuses the whole record when it was required.
 */
const open = new Set();

export class getRecord {
  constructor(receive) {
    this.receive = receive;
    this.receive({ data: undefined, error: undefined });
  }
  connect() {
    open.add(this);
    this.load();
  }
  disconnect() {
    open.delete(this);
  }
  update(config) {
    this.config = config;
    if (open.has(this)) this.load();
  }
  async load() {
    const { recordId, fields = [], optionalFields = [] } = this.config ?? {};
    if (recordId === undefined) return;
    const answer = await ask(recordId, fields, optionalFields);
    if (this.config?.recordId === recordId && open.has(this)) this.receive(answer);
  }
}

const names = (fields) => fields.map(({ fieldApiName }) => fieldApiName).join(',');

async function ask(recordId, fields, optionalFields) {
  const query = new URLSearchParams({ fields: names(fields), optional: names(optionalFields) });
  const { object } = globalThis.salesforcePage;
  const response = await fetch(`/salesforce/records/${object}/${recordId}?${query}`);
  const body = await response.json();
  return response.ok ? { data: body, error: undefined } : { data: undefined, error: { status: response.status, body } };
}

export async function notifyRecordUpdateAvailable(records) {
  const ids = records.map(({ recordId }) => recordId);
  await Promise.all([...open].filter(({ config }) => ids.includes(config?.recordId)).map((adapter) => adapter.load()));
}

export const getFieldValue = (record, { fieldApiName }) => record?.fields[fieldApiName]?.value;

/** Throws what Salesforce answered. */
export async function updateRecord({ recordId, fields }) {
  const { object } = globalThis.salesforcePage;
  const response = await fetch(`/salesforce/records/${object}/${recordId}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const body = await response.json();
  if (!response.ok) throw body;
  await notifyRecordUpdateAvailable([{ recordId }]);
}
