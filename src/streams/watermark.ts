import type { StoredActivity } from '#store/events.ts';
import { withUploadUrls } from '#uploads/upload-address.ts';

/**
 * A watermark is the place of the last activity a client was given. Clients treat it as opaque text, and
 * ignore a number 0 or null, so it is always a text.
 */
export const toWatermark = (seq: number): string => String(seq);

/** @returns the place, or undefined for none: clients also send "", "null" and "undefined" for that */
export function fromWatermark(text: string | null = null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/**
 * An activity set as a stream carries it. Always with an `activities` list: a frame without one ends the
 * client's stream for good.
 * @param bodies JSON texts
 */
export const frame = (bodies: string[], seq: number): string =>
  `{"activities":[${bodies.join(',')}],"watermark":"${toWatermark(seq)}"}`;

/** Frames are about this long (UTF-16 units); one activity always goes whole. */
const FRAME_LENGTH = 16 * 1024;

/**
 * Activities as small frames, in order, without those that are hidden.
 * @param base the server's own address, for who gets them
 * @returns each frame with the place of its last activity; none when nothing is to be seen
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
