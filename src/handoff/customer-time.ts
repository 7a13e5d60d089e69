const parts = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: 'numeric',
  minute: '2-digit',
} as const;

/**
 * Formats a time for the customer: in their own time zone if their client reported it, otherwise in UTC, and says
 * which.
 * @param timeZone an IANA name, not validated yet
 */
export function customerTime(time: Date, timeZone: string | undefined): string {
  const own = knownZone(timeZone);
  const written = new Intl.DateTimeFormat('en', { ...parts, timeZone: own ?? 'UTC' }).format(time);
  return `${written} (${own === undefined ? 'UTC' : 'your time'})`;
}

/**
 * Formats a time for a transcript, which others read too, perhaps years later: with the year and the name of the zone.
 * @param timeZone the customer's; see `customerTime`
 */
export const transcriptTime = (time: Date, timeZone: string | undefined): string =>
  new Intl.DateTimeFormat('en', {
    ...parts,
    year: 'numeric',
    timeZoneName: 'short',
    timeZone: knownZone(timeZone) ?? 'UTC',
  }).format(time);

const knownZone = (name: string | undefined): string | undefined =>
  name !== undefined && isZone(name) ? name : undefined;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
