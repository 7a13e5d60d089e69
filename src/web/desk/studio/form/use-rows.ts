import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moved, withItem, withoutItem } from './values.ts';

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const filled = (rows: readonly string[]): string[] => rows.filter((row) => row.trim() !== '');

/** Where the focus goes once the rows are drawn. */
type Wanted = number | undefined;

/** The lines of a pasted list, without the marks in front of them. */
export const linesIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]\s+|\d+[.)]\s+)?/, '').trim())
    .filter((line) => line !== '');

/**
 * The rows of a list of texts. An empty row is there to be written in, and is no part of the list.
 * @param emit takes the list without empty rows
 */
export function useRows(texts: readonly string[], emit: (texts: string[]) => void) {
  const [rows, setRows] = useState<readonly string[]>(texts);
  const last = useRef<readonly string[]>(texts);
  const wanted = useRef<Wanted>(undefined);
  // Somebody else's list, or what is published: not what came from here. At once, before another key is pressed.
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
    /** The place of a row in the list, from 0. */
    placeOf: (at: number): number => filled(rows.slice(0, at)).length,
    /** @returns whether this row is to have the focus, once */
    takesFocus(at: number): boolean {
      if (wanted.current !== at) return false;
      wanted.current = undefined;
      return true;
    },
    write: (at: number, text: string) => set(withItem(rows, at, text)),
    /** Puts an empty row at a place, or goes to the one that is there. */
    add: (at = rows.length) => (rows[at]?.trim() === '' ? set(rows, at) : set(rows.toSpliced(at, 0, ''), at)),
    remove: (at: number) => set(withoutItem(rows, at), Math.max(0, at - 1)),
    move: (at: number, to: number) => {
      if (to >= 0 && to < rows.length) set(moved(rows, at, to), to);
    },
    /** Puts lines in place of a row; those that the list has already are left out. */
    paste(at: number, lines: readonly string[]) {
      const others = withoutItem(rows, at);
      const fresh = [...new Set([...(rows[at]?.trim() === '' ? [] : [rows[at] ?? '']), ...lines])];
      const added = fresh.filter((line) => !others.includes(line));
      set(others.toSpliced(at, 0, ...added), at + Math.max(0, added.length - 1));
    },
  };
}
