import type { StatusRow } from '#dialogs/reply.ts';
import { type CardPart, textBlock } from './card.ts';

const row = (cells: readonly string[], more: Record<string, unknown> = {}): CardPart => ({
  type: 'TableRow',
  cells: cells.map((text) => ({ type: 'TableCell', items: [textBlock(text, more)] })),
});

/** A table of models' patch statuses, what the statuses mean, and the source list with its date. */
export function statusTable(statuses: readonly StatusRow[], source: string): CardPart[] {
  const isOfSeveral = statuses.some(({ advisory }) => advisory !== undefined);
  const heads = isOfSeveral ? ['Model', 'Vulnerability', 'Patch status'] : ['Model', 'Patch status'];
  const notes = new Set(statuses.map(({ note }) => note).filter((note) => note !== ''));
  return [
    {
      type: 'Table',
      firstRowAsHeaders: true,
      showGridLines: true,
      columns: heads.map(() => ({ width: 1 })),
      rows: [
        row(heads, { weight: 'Bolder' }),
        ...statuses.map(({ model, advisory, status }) =>
          row(isOfSeveral ? [model, advisory ?? '', status] : [model, status]),
        ),
      ],
    },
    ...[...notes].map((note) => textBlock(note)),
    textBlock(source, { isSubtle: true }),
  ];
}
