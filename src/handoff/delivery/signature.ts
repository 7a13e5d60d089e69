import { createHmac, timingSafeEqual } from 'node:crypto';

/** How old a signature may be. */
const LONGEST_MS = 5 * 60_000;

const digest = (body: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/**
 * Returns the value of `X-Support-Signature`: the seconds since 1970, and an HMAC-SHA256 (hex) over those seconds, a
 * full stop and the body. The time is signed too, so that nobody can replay an old request.
 */
export function signatureOf(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${digest(body, secret, seconds).toString('hex')}`;
}

/** Checks that a signature was made for this body with this secret, within the last five minutes. */
export function isSigned(signature: string, body: string, secret: string, now: Date): boolean {
  const [, time = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  const isRecent = time !== '' && Math.abs(now.getTime() - Number(time) * 1000) <= LONGEST_MS;
  // Always compared, so that the time taken reveals nothing.
  const isSame = timingSafeEqual(
    Buffer.from(hex.padStart(64, '0'), 'hex'),
    digest(body, secret, Number(time)),
  );
  return isRecent && isSame;
}
