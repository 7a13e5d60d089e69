/** The value below which `share` (0..1) of the values lie, by the nearest rank; NaN for no values. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[rank] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const p99 = (values: readonly number[]): number => quantile(values, 0.99);

/** `part` of `whole` as 0..1; 0 of nothing is 0. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The two-sided 95 % quantile of the normal distribution. */
const z = 1.96;

/** Wilson's 95 % score interval of a share (0..1) of which `part` of `whole` was seen; 0..1 for nothing seen. */
export function wilsonInterval(part: number, whole: number): { low: number; high: number } {
  if (whole === 0) return { low: 0, high: 1 };
  const share = part / whole;
  const scale = 1 + z ** 2 / whole;
  const centre = (share + z ** 2 / (2 * whole)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / whole + z ** 2 / (4 * whole ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** How many items have each key, most first, ties by key. */
export function countBy<Item>(
  items: readonly Item[],
  key: (item: Item) => string,
): { key: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => ({ key: name, count }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
