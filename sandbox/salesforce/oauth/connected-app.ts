/** The app as the org's admin registered it ("external client app"). */
export interface ConnectedApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  /** The user that client credentials and JWT act as. */
  readonly userId: string;
  /** PEM of the certificate's public key for the JWT bearer flow; null until one is uploaded. */
  publicKey: string | null;
  /** "Enable client credentials flow" of the admin's settings. */
  clientCredentials: boolean;
  /** What a person answers on the login page. */
  approves: boolean;
}

export const createConnectedApp = (userId: string): ConnectedApp => ({
  clientId: '3MVG9sandboxRenewalHealthClient0000000000000000000000000000000000000000',
  clientSecret: '5A4D0B0C00000000000000000000000000000000000000000000000000000000',
  username: 'renewal.health@vendor.example',
  userId,
  publicKey: null,
  clientCredentials: true,
  approves: true,
});
