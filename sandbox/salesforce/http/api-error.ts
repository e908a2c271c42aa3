/** One entry of Salesforce's list of errors. */
export interface ErrorEntry {
  readonly message: string;
  readonly errorCode: string;
  readonly fields?: readonly string[];
}

/** A refusal in Salesforce's error shape (an array with one entry); routes throw it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: readonly ErrorEntry[];

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.body = [{ message, errorCode, ...(fields === undefined ? {} : { fields }) }];
  }
}

export const notFound = (message = 'The requested resource does not exist'): ApiError =>
  new ApiError(404, 'NOT_FOUND', message);

export const unsupportedType = (name: string): ApiError =>
  new ApiError(
    400,
    'INVALID_TYPE',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
  );

export const malformed = (message: string): ApiError => new ApiError(400, 'MALFORMED_QUERY', message);
