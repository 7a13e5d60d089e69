import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moved, withItem, withoutItem } from './values.ts';

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const filled = (rows: readonly string[]): string[] => rows.filter((row) => row.trim() !== '');

/** The row to focus once the rows are drawn. */
type Wanted = number | undefined;

/** The lines of a pasted list, without their bullets and numbers. */
export const linesIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]\s+|\d+[.)]\s+)?/, '').trim())
    .filter((line) => line !== '');

/**
 * The rows of a list of texts. An empty row is only for input and is not part of the list.
 * @param emit called with the list without empty rows
 */
export function useRows(texts: readonly string[], emit: (texts: string[]) => void) {
  const [rows, setRows] = useState<readonly string[]>(texts);
  const last = useRef<readonly string[]>(texts);
  const wanted = useRef<Wanted>(undefined);
  // A list from elsewhere: another editor's or the published one. Shown at once, before the next key.
  useLayoutEffect(() => {
    if (isSame(texts, last.current)) return;
    last.current = texts;
    setRows(texts);
  }, [texts]);
  const set = (next: readonly string[], focus?: number): void => {
    wanted.current = focus;
    setRows(next);
    const list = filled(next);
    if (isSame(list, last.current)) return;
    last.current = list;
    emit(list);
  };
  return {
    rows,
    /** The index of a row in the list, from 0. */
    placeOf: (at: number): number => filled(rows.slice(0, at)).length,
    /** @returns whether to focus this row; true only once */
    takesFocus(at: number): boolean {
      if (wanted.current !== at) return false;
      wanted.current = undefined;
      return true;
    },
    write: (at: number, text: string) => set(withItem(rows, at, text)),
    /** Inserts an empty row, or goes to the one already there. */
    add: (at = rows.length) => (rows[at]?.trim() === '' ? set(rows, at) : set(rows.toSpliced(at, 0, ''), at)),
    remove: (at: number) => set(withoutItem(rows, at), Math.max(0, at - 1)),
    move: (at: number, to: number) => {
      if (to >= 0 && to < rows.length) set(moved(rows, at, to), to);
    },
    /** Replaces a row with lines, leaving out those already in the list. */
    paste(at: number, lines: readonly string[]) {
      const others = withoutItem(rows, at);
      const fresh = [...new Set([...(rows[at]?.trim() === '' ? [] : [rows[at] ?? '']), ...lines])];
      const added = fresh.filter((line) => !others.includes(line));
      set(others.toSpliced(at, 0, ...added), at + Math.max(0, added.length - 1));
    },
  };
}
