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
  for (let column = 0; column <= right.length; column++) previous[column] = column;
  for (let row = 1; row <= left.length; row++) {
    current[0] = row;
    let least = row;
    const letter = left.charCodeAt(row - 1);
    for (let column = 1; column <= right.length; column++) {
      const other = right.charCodeAt(column - 1);
      let distance = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + (letter === other ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        letter === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === other
      ) {
        distance = Math.min(distance, beforePrevious[column - 2]! + 1);
      }
      current[column] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return beyond;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(previous[right.length]!, beyond);
}
