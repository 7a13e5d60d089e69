import type { StoredActivity } from '#store/events.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';

/**
 * A watermark is the sequence number of the last activity that a client received. Clients treat it as opaque text
 * and ignore the number 0 and null, so it is always a string.
 */
export const toWatermark = (seq: number): string => String(seq);

/** @returns the sequence number; undefined for none, which clients also send as "", "null" or "undefined" */
export function fromWatermark(text: string | null = null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/**
 * An activity set as a stream carries it. It always has an `activities` list: a frame without one ends the client's
 * stream permanently.
 * @param bodies JSON texts
 */
export const frame = (bodies: string[], seq: number): string =>
  `{"activities":[${bodies.join(',')}],"watermark":"${toWatermark(seq)}"}`;

/** The approximate length of a frame, in UTF-16 units. An activity is never split. */
const FRAME_LENGTH = 16 * 1024;

/**
 * Splits activities into small frames, in order, and leaves out the hidden ones.
 * @param base the server's own address, as the reader reaches it
 * @returns each frame with the sequence number of its last activity; none if all are hidden
 */
export function* framesOf(
  activities: readonly StoredActivity[],
  base: string,
): Generator<{ text: string; seq: number }> {
  let bodies: string[] = [];
  let length = 0;
  let last = 0;
  for (const { seq, hidden, body: kept } of activities) {
    if (hidden) continue;
    const body = withUploadUrls(kept, base);
    if (bodies.length > 0 && length + body.length > FRAME_LENGTH) {
      yield { text: frame(bodies, last), seq: last };
      bodies = [];
      length = 0;
    }
    bodies.push(body);
    length += body.length;
    last = seq;
  }
  if (bodies.length > 0) yield { text: frame(bodies, last), seq: last };
}
