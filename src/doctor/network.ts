import { type Finding, mend, ok } from './finding.ts';

const sentences: Record<string, string> = {
  ENOTFOUND: 'no computer has that name; check its spelling and your DNS',
  EAI_AGAIN: 'its name cannot be looked up; check your DNS',
  ECONNREFUSED: 'nothing listens there; check the port, and that the service runs',
  ECONNRESET: 'it ends the connection; check that the address begins with the right scheme',
  ETIMEDOUT: 'it does not answer; check firewalls on the way',
  EHOSTUNREACH: 'there is no way to it; check the network',
  ENETUNREACH: 'there is no way to it; check the network',
  CERT_HAS_EXPIRED: 'its certificate has expired; have it renewed',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is signed by itself; set NODE_EXTRA_CA_CERTS to its authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known here; set NODE_EXTRA_CA_CERTS to it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its authority is not known here; set NODE_EXTRA_CA_CERTS to it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; check the address',
};

/** The code of an error, or of what lies behind it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if ('code' in error && typeof error.code === 'string' && error.code in sentences) return error.code;
  return codeOf(inner) ?? ('code' in error && typeof error.code === 'string' ? error.code : undefined);
}

/** Why a service cannot be reached, in words that go after its name. Never the error's own: they may hold secrets. */
export function whyUnreachable(error: unknown): string {
  const code = codeOf(error);
  return sentences[code ?? ''] ?? `it cannot be reached${code === undefined ? '' : ` (${code})`}`;
}

/** Whether an address answers. It is asked by HEAD, so that nothing happens there; any answer will do but a fault. */
export async function checkAddress(variable: string, url: string): Promise<Finding> {
  const { host } = new URL(url);
  try {
    const response = await fetch(url, { method: 'HEAD', redirect: 'manual' });
    if (response.status >= 500)
      return mend(`${variable}: ${host} answers ${response.status}; have a look at the service there.`);
    if (response.status >= 300 && response.status < 400)
      return mend(`${variable}: ${host} sends on to another address; set ${variable} to that one.`);
    return ok(`${host} answers`);
  } catch (error) {
    return mend(`${variable}: ${host} is out of reach: ${whyUnreachable(error)}.`);
  }
}
