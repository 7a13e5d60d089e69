import type { Attachment } from '#bot-framework/activity.ts';

/** An Adaptive Card with a bit of everything that the bot may send. */
export const sampleCard: Attachment = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: 'Patch status of your models', weight: 'Bolder' },
      { type: 'TextBlock', text: 'As of the advisory, read **before** you update.' },
      {
        type: 'FactSet',
        facts: [
          { title: 'Models', value: '2' },
          { title: 'Patched', value: '1' },
        ],
      },
      {
        type: 'Table',
        rows: [
          ['Model', 'Status'],
          ['EAP1300', 'Available Now'],
          ['ENS202EXT', 'Planned'],
        ].map((cells) => ({
          type: 'TableRow',
          cells: cells.map((text) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text }] })),
        })),
      },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Check another model', data: { choice: 'another model' } },
      { type: 'Action.OpenUrl', title: 'Downloads', url: 'https://example.com/' },
    ],
  },
};
