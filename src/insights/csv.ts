/** What a cell may hold. */
export type Cell = string | number | boolean | null;

/**
 * Programs that open a table treat a cell that begins like this as a formula and run it. Customers wrote these words,
 * so a leading apostrophe turns them into text (OWASP, "CSV injection").
 */
const FORMULA = /^[\t\r\n ]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/u;

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const harmless = FORMULA.test(value) || /^[\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** One line as in RFC 4180. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;
