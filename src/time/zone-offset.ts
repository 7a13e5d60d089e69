import { IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Nearly three years of days. */
const MAX_KNOWN = 1000;

/**
 * Creates the function that says how far local time is ahead of UTC. Computing this is slow: it is cached for each day,
 * and computed for single moments only on days when the clocks change.
 * @param timeZone an IANA name
 * @returns a function from milliseconds since the epoch to milliseconds
 */
export function createZoneOffset(timeZone: string): (at: number) => number {
  const zone = IANAZone.create(timeZone);
  const workOut = (at: number): number => zone.offset(at) * MINUTE_MS;
  const known = new Map<number, number>();
  const atStartOf = (day: number): number => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const offset = workOut(day * DAY_MS);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(day, offset);
    return offset;
  };
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    const offset = atStartOf(day);
    return offset === atStartOf(day + 1) ? offset : workOut(at);
  };
}
