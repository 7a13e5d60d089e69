/** Prints a line of progress or of results. */
export const printLine = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Formats counts on one line: "12 × 200, 3 × 503". */
export const listOf = (counts: ReadonlyMap<string | number, number>): string =>
  [...counts].map(([what, count]) => `${count} × ${what}`).join(', ');
