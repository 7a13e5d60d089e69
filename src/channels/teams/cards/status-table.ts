import type { StatusRow } from '#dialogs/reply.ts';
import { type CardPart, textBlock } from './card.ts';

const row = (cells: readonly string[], more: Record<string, unknown> = {}): CardPart => ({
  type: 'TableRow',
  cells: cells.map((text) => ({ type: 'TableCell', items: [textBlock(text, more)] })),
});

/** The patch statuses of models as a table, what they mean, and the list and the day they are of. */
export function statusTable(statuses: readonly StatusRow[], source: string): CardPart[] {
  const notes = new Set(statuses.map(({ note }) => note).filter((note) => note !== ''));
  return [
    {
      type: 'Table',
      firstRowAsHeaders: true,
      showGridLines: true,
      columns: [{ width: 1 }, { width: 1 }],
      rows: [
        row(['Model', 'Patch status'], { weight: 'Bolder' }),
        ...statuses.map(({ model, status }) => row([model, status])),
      ],
    },
    ...[...notes].map((note) => textBlock(note)),
    textBlock(source, { isSubtle: true }),
  ];
}
