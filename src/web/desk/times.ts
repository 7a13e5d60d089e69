const short = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Date and time as the agent's browser writes them. @param iso ISO 8601 */
export const shortTime = (iso: string): string => short.format(new Date(iso));
