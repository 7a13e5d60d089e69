import type { StudioKey } from '#desk/studio/wire.ts';
import { rowsOf } from './patch-rows.ts';
import { listOf, textOf, valueOf, withField } from './values.ts';

const namesIn = (content: unknown): string[] =>
  listOf(valueOf(valueOf(content, 'patch'), 'statuses')).map((status) => textOf(valueOf(status, 'name')));

/** When a status of a patch table is renamed, renames it in the table's rows. */
export function followNames(kind: StudioKey['kind'], before: unknown, after: unknown): unknown {
  if (kind !== 'advisory') return after;
  const [old, young] = [namesIn(before), namesIn(after)];
  if (old.length !== young.length) return after;
  const changed = old.findIndex((name, at) => name !== young[at]);
  const [from, to = ''] = [old[changed], young[changed]];
  // Two statuses that were swapped are not renamed.
  if (from === undefined || young.includes(from)) return after;
  const patch = valueOf(after, 'patch');
  const rows = rowsOf(valueOf(patch, 'rows')).map((row) =>
    row.status === from ? { ...row, status: to } : row,
  );
  return withField(after, 'patch', withField(patch, 'rows', rows));
}
