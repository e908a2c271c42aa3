/** Why one row could not be written. */
export class RowError extends Error {
  readonly statusCode: string;
  readonly fields: readonly string[];

  constructor(statusCode: string, message: string, fields: readonly string[]) {
    super(message);
    this.statusCode = statusCode;
    this.fields = fields;
  }
}
