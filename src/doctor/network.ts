import { type Finding, mend, ok } from './finding.ts';

const sentences: Record<string, string> = {
  ENOTFOUND: 'no such host; check the spelling and your DNS',
  EAI_AGAIN: 'DNS did not answer; check your DNS settings',
  ECONNREFUSED: 'the connection was refused; check the port, and that the service is running',
  ECONNRESET: 'it closed the connection; check that the address starts with the right scheme',
  ETIMEDOUT: 'it does not answer; check for a firewall in between',
  EHOSTUNREACH: 'there is no route to it; check the network',
  ENETUNREACH: 'there is no route to it; check the network',
  CERT_HAS_EXPIRED: 'its certificate has expired; renew it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; set NODE_EXTRA_CA_CERTS to that certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate authority is not trusted; add it with NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate authority is not trusted; add it with NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; check the address',
};

/** The code of an error or of its cause. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if ('code' in error && typeof error.code === 'string' && error.code in sentences) return error.code;
  return codeOf(inner) ?? ('code' in error && typeof error.code === 'string' ? error.code : undefined);
}

/** Says why a service cannot be reached. It never uses the error's own message, which may contain secrets. */
export function whyUnreachable(error: unknown): string {
  const code = codeOf(error);
  return sentences[code ?? ''] ?? `the connection failed${code === undefined ? '' : ` (${code})`}`;
}

/**
 * Checks that an address answers. It asks with HEAD, so that nothing happens there; any answer but an error will do.
 */
export async function checkAddress(variable: string, url: string): Promise<Finding> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual' });
    if (response.status >= 500)
      return mend(`${variable}: ${host} answers ${response.status}; check the service there.`);
    if (response.status >= 300 && response.status < 400)
      return mend(`${variable}: ${host} redirects to another address; set ${variable} to that one.`);
    return ok(`${host} answers`);
  } catch (error) {
    return mend(`${variable}: cannot reach ${host}: ${whyUnreachable(error)}.`);
  }
}
