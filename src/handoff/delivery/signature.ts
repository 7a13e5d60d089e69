import { createHmac, timingSafeEqual } from 'node:crypto';

/** A request is not taken later than so long after it was signed. */
const LONGEST_MS = 5 * 60_000;

const digest = (body: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/**
 * The value of `X-Support-Signature`: seconds since 1970, and HMAC-SHA256 (hex) over them, a full stop and the body.
 * The time is signed as well, so that an old request cannot be sent again by somebody who saw it.
 */
export function signatureOf(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${digest(body, secret, seconds).toString('hex')}`;
}

/** Whether a signature is one of this body with this secret, and was made within the last five minutes. */
export function isSigned(signature: string, body: string, secret: string, now: Date): boolean {
  const [, time = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  const isRecent = time !== '' && Math.abs(now.getTime() - Number(time) * 1000) <= LONGEST_MS;
  // Compared in any case: how long it takes tells nothing.
  const isSame = timingSafeEqual(
    Buffer.from(hex.padStart(64, '0'), 'hex'),
    digest(body, secret, Number(time)),
  );
  return isRecent && isSame;
}
