import Papa from 'papaparse';

/** The characters between the cells of a row, by who writes them: spreadsheets, and CSV files of several countries. */
const SEPARATORS = ['\t', ';', ',', '|'];

/**
 * Reads the rows of a table as a spreadsheet puts them on the clipboard, or as a CSV file has them. Each line may have a
 * separator of its own, because people type as well. Empty lines are left out.
 */
export const readTable = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .map((line) => Papa.parse<string[]>(line, { delimitersToGuess: SEPARATORS }).data[0] ?? [])
    .map((cells) => cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()))
    .filter((cells) => cells.some((cell) => cell !== ''));
