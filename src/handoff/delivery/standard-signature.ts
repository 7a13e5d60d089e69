import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** The key in a secret: base64 after `whsec_`, as the convention writes it; otherwise the secret itself. */
const keyIn = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);

/**
 * The headers of the Standard Webhooks convention (standardwebhooks.com), which libraries in most languages can verify:
 * an HMAC-SHA256 over id, time and body.
 * @param id the same for every attempt
 */
export function standardHeaders(id: string, body: string, secret: string, now: Date): Record<string, string> {
  const seconds = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac('sha256', keyIn(secret)).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}
