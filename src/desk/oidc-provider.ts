import * as client from 'openid-client';

/** The tolerated difference between the provider's clock and ours, in seconds. */
const CLOCK_TOLERANCE_S = 120;

export interface OidcOptions {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** Fetches the provider's configuration on first use, and again after a failure. */
export function lazyConfiguration(options: OidcOptions) {
  let discovered: Promise<client.Configuration> | undefined;
  return (): Promise<client.Configuration> => {
    discovered ??= discoverProvider(options).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
}

/** Fetches the provider's configuration. @throws if the provider cannot be reached, or names another issuer */
export function discoverProvider({
  issuer,
  clientId,
  clientSecret,
}: OidcOptions): Promise<client.Configuration> {
  const url = new URL(issuer);
  // Plain HTTP is only for a provider on this machine; the configuration refuses it for any other.
  const execute = url.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const metadata = { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_S };
  return client.discovery(url, clientId, metadata, undefined, { execute });
}
