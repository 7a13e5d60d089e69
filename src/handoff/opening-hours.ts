import { DateTime, IANAZone } from 'luxon';
import { createZoneOffset } from '#time/zone-offset.ts';

/** When agents are available, week by week. */
export interface OpeningHours {
  isOpen(now: Date): boolean;
  /** Finds the next opening after `now`; undefined if there is none. */
  nextOpening(now: Date): Date | undefined;
}

/** Thrown for text that does not parse as opening hours; the message says how to write them. */
export class OpeningHoursError extends Error {
  readonly code = 'OPENING_HOURS_INVALID';

  constructor(message: string) {
    super(message);
    this.name = 'OpeningHoursError';
  }
}

interface Range {
  /** 1 is Monday, 7 Sunday. */
  days: ReadonlySet<number>;
  /** Minutes since midnight. */
  from: number;
  to: number;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const EXAMPLE = 'write them like "Mon-Fri 09:00-17:00; Sat 10:00-14:00"';
const PART = /^(?<first>[a-z]{3})(?:-(?<last>[a-z]{3}))?\s+(?<from>\d{1,2}:\d{2})-(?<to>\d{1,2}:\d{2})$/i;
const WEEK = 7;

export const isTimeZone = (zone: string): boolean => IANAZone.isValidZone(zone);

export const notATimeZone = (text: string): string =>
  `"${text}" is not a time zone; write its IANA name, for example Europe/Berlin`;

/**
 * Parses opening hours such as `Mon-Fri 09:00-17:00; Sat 10:00-14:00`.
 * @param zone IANA name of their time zone, e.g. `Europe/Berlin`
 * @throws {OpeningHoursError}
 */
export function parseOpeningHours(text: string, zone: string): OpeningHours {
  if (!isTimeZone(zone)) throw new OpeningHoursError(notATimeZone(zone));
  const ranges = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readRange);

  const offsetAt = createZoneOffset(zone);
  const isOpen = (now: Date): boolean => {
    // Read as UTC, this shows local time. Luxon takes 10 µs, and the insights ask about tens of thousands of chats.
    const local = new Date(now.getTime() + offsetAt(now.getTime()));
    const weekday = local.getUTCDay() || WEEK;
    const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
    return ranges.some(({ days, from, to }) => days.has(weekday) && from <= minute && minute < to);
  };
  const rangesOf = (day: DateTime): Range[] => ranges.filter(({ days }) => days.has(day.weekday));
  return {
    isOpen,
    nextOpening(now) {
      const today = DateTime.fromJSDate(now, { zone }).startOf('day');
      for (let ahead = 0; ahead <= 2 * WEEK; ahead += 1) {
        const day = today.plus({ days: ahead });
        const openings = rangesOf(day)
          .map(({ from }) => firstMomentFrom(day, from))
          .filter((opening) => opening > now && isOpen(opening))
          .sort((a, b) => a.getTime() - b.getTime());
        if (openings[0] !== undefined) return openings[0];
      }
      return undefined;
    },
  };
}

const minuteOfDay = ({ hour, minute }: DateTime): number => hour * 60 + minute;

/**
 * Finds the first moment of a day when the clock shows `minute` or later. An hour that the clock skips in spring does
 * not exist: the moment after it counts.
 */
function firstMomentFrom(day: DateTime, minute: number): Date {
  let moment = day.set({ hour: Math.floor(minute / 60), minute: minute % 60 });
  // Luxon moves a time that does not exist forward by the length of the gap.
  if (minuteOfDay(moment) !== minute)
    while (moment.minus({ minutes: 1 }).offset === moment.offset) moment = moment.minus({ minutes: 1 });
  return moment.toJSDate();
}

function readRange(part: string): Range {
  const { first, last, from, to } = PART.exec(part)?.groups ?? {};
  const begins = DAYS.indexOf(first?.toLowerCase() ?? '');
  const ends = last === undefined ? begins : DAYS.indexOf(last.toLowerCase());
  if (begins < 0 || ends < 0) throw new OpeningHoursError(`"${part}" cannot be read; ${EXAMPLE}`);
  const [opens, closes] = [minutesIn(from, part), minutesIn(to, part)];
  if (opens >= closes)
    throw new OpeningHoursError(
      `"${part}" ends before it begins; split hours that go past midnight over two days`,
    );
  const long = (ends - begins + WEEK) % WEEK;
  const days = Array.from({ length: long + 1 }, (_, at) => ((begins + at) % WEEK) + 1);
  return { days: new Set(days), from: opens, to: closes };
}

function minutesIn(time: string | undefined, part: string): number {
  const [hours = 99, minutes = 99] = (time ?? '').split(':').map(Number);
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > 24 * 60)
    throw new OpeningHoursError(`"${part}" contains a time that does not exist; ${EXAMPLE}`);
  return total;
}
