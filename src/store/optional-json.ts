/** JSON for a column that may be null. */
export const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** The value of a column that may be null; undefined for null. */
export const parsedJson = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text));
