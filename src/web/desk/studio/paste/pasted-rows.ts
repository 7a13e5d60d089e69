import { modelsOf, type PatchRow } from '../form/patch-rows.ts';
import { readTable } from './read-table.ts';

/** What pasted rows would change. */
export interface PastedRows {
  added: PatchRow[];
  /** Models whose status changes. */
  changed: PatchRow[];
  /** Models that already have this status. */
  same: string[];
  /** Rows with a status that is not in the table. */
  unknown: string[];
}

/** Column headings that mark a header row. */
const HEADINGS = new Set(['model', 'models', 'model name', 'product', 'product name', 'device']);

const sameName = (name: string): string => name.trim().toLowerCase();

/**
 * Reads models with their status from a pasted table. The status is the cell that matches one of the patch table's
 * statuses; the model is the first of the other cells.
 * @param otherwise the status of models without one
 */
export function pastedRows(
  text: string,
  rows: readonly PatchRow[],
  statuses: readonly string[],
  otherwise: string,
): PastedRows {
  const models = new Map(modelsOf(rows).map((model) => [sameName(model.name), model]));
  const result: PastedRows = { added: [], changed: [], same: [], unknown: [] };
  const seen = new Set<string>();
  for (const cells of readTable(text)) {
    if (cells.some((cell) => HEADINGS.has(cell.toLowerCase()))) continue;
    const { model, status } = readRow(cells, statuses, otherwise);
    if (model === '' || seen.has(sameName(model))) continue;
    seen.add(sameName(model));
    const known = models.get(sameName(model));
    if (status === undefined) result.unknown.push(cells.filter((cell) => cell !== '').join(', '));
    else if (known === undefined) result.added.push({ model, status });
    else if (known.status === status) result.same.push(known.name);
    else result.changed.push({ model: known.name, status });
  }
  return result;
}

function readRow(
  cells: readonly string[],
  statuses: readonly string[],
  otherwise: string,
): { model: string; status: string | undefined } {
  const filled = cells.filter((cell) => cell !== '');
  const at = filled.findIndex((cell, place) => place > 0 && statusIn(cell, statuses) !== undefined);
  const first = at === -1 && filled.length > 1 ? statusIn(filled[0] ?? '', statuses) : undefined;
  if (first !== undefined) return { model: filled[1] ?? '', status: first };
  const status =
    at === -1 ? (filled.length > 1 ? undefined : otherwise) : statusIn(filled[at] ?? '', statuses);
  return { model: filled[0] ?? '', status };
}

const statusIn = (cell: string, statuses: readonly string[]): string | undefined =>
  statuses.find((name) => name.toLowerCase() === cell.toLowerCase());
