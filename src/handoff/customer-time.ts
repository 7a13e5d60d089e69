/**
 * Formats a time for the customer: in their own time zone if their client reported it, otherwise in UTC, and says
 * which.
 * @param timeZone an IANA name, not validated yet
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
