/**
 * Scratch rows for the dynamic programming, as long as the longest word compared. No call relies on their old contents.
 */
const LONGEST = 64;
let current = new Uint8Array(LONGEST + 1);
let previous = new Uint8Array(LONGEST + 1);
let beforePrevious = new Uint8Array(LONGEST + 1);

/**
 * The restricted Damerau-Levenshtein distance (insertion, deletion, substitution, transposition; no part edited twice),
 * or `limit + 1` as soon as it is known to exceed `limit`. Words of more than 64 characters count as beyond the limit.
 */
export function editDistance(left: string, right: string, limit: number): number {
  const beyond = limit + 1;
  if (left.length > LONGEST || right.length > LONGEST) return beyond;
  if (Math.abs(left.length - right.length) > limit) return beyond;
  for (let column = 0; column <= Math.min(beyond, right.length); column++) previous[column] = column;
  for (let row = 1; row <= left.length; row++) {
    const letter = left.charCodeAt(row - 1);
    // A place further from the diagonal costs more than the limit.
    const first = Math.max(1, row - limit);
    const last = Math.min(right.length, row + limit);
    current[first - 1] = first === 1 ? row : beyond;
    let least = current[first - 1]!;
    for (let column = first; column <= last; column++) {
      const other = right.charCodeAt(column - 1);
      let distance = previous[column - 1]! + (letter === other ? 0 : 1);
      if (previous[column]! < distance) distance = previous[column]! + 1;
      if (current[column - 1]! < distance) distance = current[column - 1]! + 1;
      if (
        row > 1 &&
        column > 1 &&
        letter === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === other &&
        beforePrevious[column - 2]! < distance
      ) {
        distance = beforePrevious[column - 2]! + 1;
      }
      current[column] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return beyond;
    if (last < right.length) current[last + 1] = beyond;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(previous[right.length]!, beyond);
}
