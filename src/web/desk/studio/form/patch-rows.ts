import { fieldsOf, groupedBy, listOf, textOf } from './values.ts';

/** A row of a patch table: a later row for the same model is newer. */
export interface PatchRow {
  model: string;
  status: string;
}

/** A model of the table, with its rows. */
export interface TableModel {
  name: string;
  /** The indexes of its rows, from 0, newest last. */
  places: readonly number[];
  status: string;
  /** The earlier statuses, oldest first. */
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
 * Changes a model's status. A published row stays as history, and a row is added; a row that was never published is
 * changed.
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
  // Back to the published status: undo the change.
  if (isNew && known > 0 && history.at(-1) === status) return rows.filter((_row, place) => place !== last);
  if (isNew) return rows.map((row, place) => (place === last ? { ...row, status } : row));
  return [...rows, { model: name, status }];
}

/** Removes a model with its history. */
export const withoutModel = (rows: readonly PatchRow[], { places }: TableModel): PatchRow[] =>
  rows.filter((_row, place) => !places.includes(place));
