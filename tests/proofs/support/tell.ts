/** Prints one line of progress or of a result. */
export const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Counts in one line: "12 × 200, 3 × 503". */
export const listOf = (counts: ReadonlyMap<string | number, number>): string =>
  [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
