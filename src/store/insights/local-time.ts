import { createZoneOffset } from '#time/zone-offset.ts';

/** A moment as a clock on the wall would show it. */
export interface LocalTime {
  /** `2026-11-26` */
  day: string;
  /** 0 to 23. */
  hour: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Nearly three years of days. */
const MAX_KNOWN = 1000;
const ISO_DAY = 'yyyy-mm-dd'.length;

/** Builds the reader of local times. */
export function createLocalTime(timeZone: string): (at: number) => LocalTime {
  const offsetAt = createZoneOffset(timeZone);
  const known = new Map<number, string>();
  const nameOf = (day: number): string => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const name = new Date(day * DAY_MS).toISOString().slice(0, ISO_DAY);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(day, name);
    return name;
  };
  return (at) => {
    const local = at + offsetAt(at);
    const day = Math.floor(local / DAY_MS);
    return { day: nameOf(day), hour: Math.floor((local - day * DAY_MS) / HOUR_MS) };
  };
}
