import type { ExpectedResult } from '#expected/run-expected.ts';
import { printable } from './printable.ts';

/** Formats an expected answer that failed, for a terminal. */
export const printedFailure = ({ document, id, asked, wanted, got }: ExpectedResult): string =>
  printable(
    [
      `✗ ${document} › ${id}`,
      `    asked   ${onOneLine(asked)}`,
      `    wanted  ${wanted}`,
      `    got     ${got}`,
    ].join('\n'),
  );

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Formats a number of expected answers: "1 expected answer". */
export const counted = (count: number): string => `${count} expected ${count === 1 ? 'answer' : 'answers'}`;
