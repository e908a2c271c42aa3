/** The two objects whose record pages carry a component. */
export const objects = ['Account', 'Opportunity'] as const;
export type OrgObject = (typeof objects)[number];

export type FieldValue = string | number | boolean | null;

/** A refusal in Salesforce's own words. */
export interface Refusal {
  readonly status: number;
  readonly errorCode: string;
  readonly message: string;
}

export interface OrgRecord {
  readonly id: string;
  readonly name: string;
  /** Only fields that the user may see. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** Where the records of the pages come from. */
export interface Org {
  /** The records that a list shows, weakest health first. */
  list(object: OrgObject): Promise<readonly OrgRecord[]>;
  read(object: OrgObject, id: string, fields: readonly string[]): Promise<OrgRecord | Refusal>;
  /** Null: done. */
  update(object: OrgObject, id: string, values: Readonly<Record<string, FieldValue>>): Promise<Refusal | null>;
}

export const isRefusal = (answer: OrgRecord | Refusal): answer is Refusal => 'errorCode' in answer;
