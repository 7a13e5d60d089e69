import type { PreviewLine } from '#desk/studio/wire.ts';
import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { CardPreview } from './card-preview.tsx';
import { previewWords as words } from './words.ts';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** What is sent to Teams: a card or a text. */
function Sent({ teams }: { teams: Readonly<Record<string, unknown>> }) {
  const attachments = (teams['attachments'] ?? []) as readonly { contentType: string; content: unknown }[];
  const { text } = teams;
  return (
    <>
      {typeof text === 'string' && text !== '' && <Markdown text={text} newTab={strings.newTab} />}
      {attachments.map(({ contentType, content }, place) =>
        contentType === ADAPTIVE ? (
          <CardPreview key={place} card={content} />
        ) : (
          <p key={place}>{words.cannotShow}</p>
        ),
      )}
    </>
  );
}

/** The conversation in Teams: the actual cards, drawn plainly. */
export const TeamsPreview = ({ lines }: { lines: readonly PreviewLine[] }) => (
  <div class="studio-stage studio-teams" role="group" aria-label={words.conversation}>
    {lines.map(({ from, text, teams }, place) =>
      from === 'customer' ? (
        <p key={place} class="studio-teams-own" dir="auto">
          {text}
        </p>
      ) : (
        teams !== null && (
          <div key={place} class="studio-teams-card">
            <Sent teams={teams} />
          </div>
        )
      ),
    )}
  </div>
);
