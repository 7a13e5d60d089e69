import { fieldsOf, groupedBy, listOf, textOf } from './values.ts';

/** A row of a patch table as published: a later row for the same model is the newer one. */
export interface PatchRow {
  model: string;
  status: string;
}

/** A model of the table, with the rows that speak of it. */
export interface TableModel {
  name: string;
  /** The places of its rows, from 0, the newest last. */
  places: readonly number[];
  status: string;
  /** The statuses before, the oldest first. */
  history: readonly string[];
}

export const rowsOf = (value: unknown): PatchRow[] =>
  listOf(value).map((row) => ({
    model: textOf(fieldsOf(row)['model']),
    status: textOf(fieldsOf(row)['status']),
  }));

const sameName = (name: string): string => name.trim().toLowerCase();

/** The models of a table, each once, in the order first published. */
export function modelsOf(rows: readonly PatchRow[]): TableModel[] {
  const places = groupedBy([...rows.keys()], (place) => sameName(rows[place]?.model ?? ''));
  return [...places.values()].map((own) => {
    const statuses = own.map((place) => rows[place]?.status ?? '');
    return {
      name: rows[own[0] ?? 0]?.model ?? '',
      places: own,
      status: statuses.at(-1) ?? '',
      history: statuses.slice(0, -1),
    };
  });
}

/**
 * Gives a model another status. What is published stays as its history and a row is added; a row that was never published
 * is changed.
 */
export function withStatus(
  rows: readonly PatchRow[],
  published: readonly PatchRow[],
  { name, places, history }: TableModel,
  status: string,
): PatchRow[] {
  const last = places.at(-1) ?? -1;
  const known = published.filter(({ model }) => sameName(model) === sameName(name)).length;
  const isNew = places.length > known;
  // Back to what it was: the change was a slip.
  if (isNew && known > 0 && history.at(-1) === status) return rows.filter((_row, place) => place !== last);
  if (isNew) return rows.map((row, place) => (place === last ? { ...row, status } : row));
  return [...rows, { model: name, status }];
}

/** Takes a model out, with its history. */
export const withoutModel = (rows: readonly PatchRow[], { places }: TableModel): PatchRow[] =>
  rows.filter((_row, place) => !places.includes(place));

/** What many pasted rows would do. */
export interface PastedRows {
  added: PatchRow[];
  /** Models whose status changes. */
  changed: PatchRow[];
  /** Models that have this status already. */
  same: string[];
  /** Lines with a status that the table does not know. */
  unknown: string[];
}

/**
 * Reads models from pasted lines: a model alone, or a model, a tab, comma or semicolon, and its status.
 * @param otherwise the status of models that come without one
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
  for (const line of text.split(/\r?\n/)) {
    const [model = '', written = ''] = line.split(/[\t,;]/).map((cell) => cell.trim());
    if (model === '' || seen.has(sameName(model))) continue;
    seen.add(sameName(model));
    const status =
      written === '' ? otherwise : statuses.find((name) => name.toLowerCase() === written.toLowerCase());
    const known = models.get(sameName(model));
    if (status === undefined) result.unknown.push(line.trim());
    else if (known === undefined) result.added.push({ model, status });
    else if (known.status === status) result.same.push(known.name);
    else result.changed.push({ model: known.name, status });
  }
  return result;
}
