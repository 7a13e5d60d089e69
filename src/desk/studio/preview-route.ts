import { present } from '#bot/presenter.ts';
import { asTeamsMessage } from '#channels/teams/teams-message.ts';
import { withSchemaMessage } from '#http/route.ts';
import { type PreviewLine as Said, previewOf } from '#studio/preview/preview.ts';
import { editorRoute } from '../desk-route.ts';
import { ENTRY_BYTES, type PreviewLine, previewRequest, studioPreview } from './wire.ts';

/** Shows an entry as customers would see it. */
export const preview = editorRoute(
  {
    method: 'post',
    path: '/desk/api/studio/preview',
    summary: 'Shows an entry of the draft as it would appear in the chat and in Teams.',
    body: { schema: previewRequest, refuse: withSchemaMessage },
    gives: studioPreview,
  },
  ({ studio }) =>
    async (_agent, { body }) => {
      const { language, ...edited } = await body({ bytes: ENTRY_BYTES });
      const { entries } = await studio.read();
      const kept = entries.filter(({ state }) => state !== 'removed');
      return { lines: previewOf(kept, { ...edited, content: edited.content }, language).map(shown) };
    },
);

function shown(line: Said): PreviewLine {
  if (line.from === 'customer') return { from: 'customer', text: line.text, activity: null, teams: null };
  const activity = present(line.reply);
  return {
    from: 'bot',
    text: line.reply.text,
    activity: { ...activity },
    teams: { ...asTeamsMessage(activity) },
  };
}
