import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A local stand-in for Bot Framework's token issuer, with real keys. */
export interface TokenIssuer {
  issuer: string;
  metadataUrl: string;
  /** The public key as PEM, which anyone could know. */
  publicKey: string;
  /** Returns a token with these claims; all other claims are valid. */
  sign(
    claims?: JWTPayload,
    options?: { kid?: string; foreign?: boolean; expiresAt?: number },
  ): Promise<string>;
  close(): Promise<void>;
}

/** Serves the OpenID metadata and the keys on a free port. */
export async function startTokenIssuer({ audience }: { audience: string }): Promise<TokenIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const foreign = await generateKeyPair('RS256');
  const jwk = {
    ...(await exportJWK(publicKey)),
    kid: 'the key',
    use: 'sig',
    endorsements: ['msteams', 'telegram'],
  };
  const issuer = 'https://issuer.example';
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const jwksUri = `http://127.0.0.1:${port}/keys`;
    const body =
      request.url === '/keys'
        ? { keys: [jwk] }
        : { issuer, jwks_uri: jwksUri, id_token_signing_alg_values_supported: ['RS256'] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    issuer,
    metadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openidconfiguration`,
    publicKey: JSON.stringify(jwk),
    sign: (claims = {}, { kid = 'the key', foreign: isForeign = false, expiresAt } = {}) =>
      new SignJWT({ iss: issuer, aud: audience, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuedAt()
        .setExpirationTime(expiresAt ?? '10m')
        .sign(isForeign ? foreign.privateKey : privateKey),
    close,
  };
}
