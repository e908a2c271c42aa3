/** A refusal of the OAuth endpoints: their shape is OAuth's, not that of the API. */
export class OAuthError extends Error {
  readonly status: number;
  readonly body: { readonly error: string; readonly error_description: string };

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.status = status;
    this.body = { error, error_description: description };
  }
}
