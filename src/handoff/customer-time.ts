/**
 * A time as the customer reads it: in their own time zone where their client has told it, else in UTC, which is named.
 * @param timeZone an IANA name, as it came from outside
 */
export function customerTime(time: Date, timeZone: string | undefined): string {
  const own = timeZone !== undefined && isZone(timeZone) ? timeZone : undefined;
  const written = new Intl.DateTimeFormat('en', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: own ?? 'UTC',
  }).format(time);
  return `${written} (${own === undefined ? 'UTC' : 'your time'})`;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
