import type { Steps } from '#time/in-slices.ts';
import { textNumber } from './random.ts';

/**
 * Tables that are searched in place: a stored classifier is used as it is, and nothing has to be built from it. Both
 * are open hash tables, at most half full, in which a search continues with the next slot.
 */

/** Numbers words from 0, in order. */
export interface WordTable {
  /** The letters of all words, one word after another. */
  letters: Uint16Array;
  /** Where each word ends in `letters`. */
  ends: Uint32Array;
  /** For each slot, the number of its word + 1; 0 if the slot is empty. */
  slots: Uint32Array;
}

/** Maps pairs of numbers, each below 2³² − 1, to values. Each slot has three fields: left + 1, right, value. */
export type PairTable = Uint32Array;

export const NONE = -1;

const PAIR_FIELDS = 3;

/** At least twice as many slots as entries; a power of two, so that a mask wraps around. */
const slotsFor = (entries: number): number => 2 ** Math.ceil(Math.log2(2 * Math.max(entries, 1)));

/** @param words without repetitions */
export function wordTable(words: readonly string[]): WordTable {
  const letters = new Uint16Array(words.reduce((sum, { length }) => sum + length, 0));
  const ends = new Uint32Array(words.length);
  const slots = new Uint32Array(slotsFor(words.length));
  let end = 0;
  for (const [number, word] of words.entries()) {
    for (let at = 0; at < word.length; at++) letters[end++] = word.charCodeAt(at);
    ends[number] = end;
    let slot = textNumber(word) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  }
  return { letters, ends, slots };
}

/** The number of a word; `NONE` if it is not in the table. */
export function numberOfWord({ letters, ends, slots }: WordTable, word: string): number {
  const mask = slots.length - 1;
  for (let slot = textNumber(word) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const number = slots[slot]! - 1;
    const start = number === 0 ? 0 : ends[number - 1]!;
    if (ends[number]! - start === word.length && startsAt(letters, start, word)) return number;
  }
  return NONE;
}

function startsAt(letters: Uint16Array, start: number, word: string): boolean {
  for (let at = 0; at < word.length; at++) if (letters[start + at] !== word.charCodeAt(at)) return false;
  return true;
}

const slotOf = (left: number, right: number): number =>
  (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 7;

/** @param pairs without repetitions */
export function pairTable(
  pairs: readonly (readonly [left: number, right: number, value: number])[],
): PairTable {
  const table = new Uint32Array(slotsFor(pairs.length) * PAIR_FIELDS);
  const mask = table.length / PAIR_FIELDS - 1;
  for (const [left, right, value] of pairs) {
    let slot = slotOf(left, right) & mask;
    while (table[slot * PAIR_FIELDS] !== 0) slot = (slot + 1) & mask;
    table.set([left + 1, right, value], slot * PAIR_FIELDS);
  }
  return table;
}

/** The value of a pair; `NONE` if it is not in the table. */
export function valueOfPair(table: PairTable, left: number, right: number): number {
  const mask = table.length / PAIR_FIELDS - 1;
  for (let slot = slotOf(left, right) & mask; ; slot = (slot + 1) & mask) {
    const at = slot * PAIR_FIELDS;
    const found = table[at]!;
    if (found === 0) return NONE;
    if (found === left + 1 && table[at + 1] === right) return table[at + 2]!;
  }
}

const isPowerOfTwo = (number: number): boolean => Number.isInteger(Math.log2(number));

/** How many slots are checked in one step: a fraction of a millisecond. */
const STEP = 2 ** 13;

/**
 * Whether a table that was read can be searched safely: each search ends at an empty slot, and finds only existing
 * words.
 */
export function* isWordTable({ letters, ends, slots }: WordTable): Steps<boolean> {
  if (!isPowerOfTwo(slots.length) || (ends.at(-1) ?? 0) !== letters.length) return false;
  let taken = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot]! > ends.length) return false;
    if (slots[slot] !== 0) taken += 1;
    if (slot % STEP === 0) yield;
  }
  return taken < slots.length;
}

/** The same for pairs. @param below the limit of their values, exclusive */
export function* isPairTable(table: PairTable, below: number): Steps<boolean> {
  const slots = table.length / PAIR_FIELDS;
  if (!isPowerOfTwo(slots)) return false;
  let taken = 0;
  for (let slot = 0; slot < slots; slot++) {
    if (slot % STEP === 0) yield;
    if (table[slot * PAIR_FIELDS] === 0) continue;
    if (table[slot * PAIR_FIELDS + 2]! >= below) return false;
    taken += 1;
  }
  return taken < slots;
}
