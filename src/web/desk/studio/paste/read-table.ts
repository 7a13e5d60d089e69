import Papa from 'papaparse';

/** Cell separators: of spreadsheets, and of CSV files in various countries. */
const SEPARATORS = ['\t', ';', ',', '|'];

/**
 * Reads the rows of a table copied from a spreadsheet or a CSV file. Each line may have its own separator, because
 * people also type lines. Empty lines are left out.
 */
export const readTable = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) => Papa.parse<string[]>(line, { delimitersToGuess: SEPARATORS }).data[0] ?? [])
    .map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
