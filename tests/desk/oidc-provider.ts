import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { onTestFinished } from 'vitest';

/** The users of the provider: each key is a user's id there, each value the claims about them. */
const people: Record<
  string,
  { email?: string; email_verified?: boolean | string; preferred_username?: string }
> = {
  dana: { email: 'Dana@example.com', email_verified: true },
  kim: { email: 'kim@example.com', email_verified: 'true' },
  chooser: { preferred_username: 'dana@example.com' },
  unverified: { email: 'dana@example.com', email_verified: false },
  stranger: { email: 'stranger@example.com', email_verified: true },
  gone: { email: 'gone@example.com', email_verified: true },
};

/** A real OpenID Connect provider on this machine that admits anyone who gives a name. */
export async function startProvider({
  redirectUri,
  inToken = true,
}: {
  redirectUri: string;
  inToken?: boolean;
}) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'desk', client_secret: 'a secret of the desk', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    conformIdTokenClaims: !inToken,
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    pkce: { required: () => true },
  });
  provider.on('server_error', (_context, error) => {
    throw error;
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { issuer };
}
