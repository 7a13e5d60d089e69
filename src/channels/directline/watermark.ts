/**
 * A watermark is the place of the last activity a client was given. Clients treat it as opaque text, and
 * ignore a number 0 or null, so it is always a text.
 */
export const toWatermark = (seq: number): string => String(seq);

/** @returns the place, or undefined for none: clients also send "", "null" and "undefined" for that */
export function fromWatermark(text: string | null): number | undefined {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/**
 * An activity set as a stream carries it. Always with an `activities` list: a frame without one ends the
 * client's stream for good.
 * @param bodies JSON texts
 */
export const frame = (bodies: string[], seq: number): string =>
  `{"activities":[${bodies.join(',')}],"watermark":"${toWatermark(seq)}"}`;
