import type { PreviewLine } from '#desk/studio/wire.ts';
import type { Activity } from '#web/widget/client/activity.ts';
import type { MessageEntry } from '#web/widget/client/chat-client.ts';
import { MessageContent } from '#web/widget/panel/content/message-content.tsx';
import { conversationSheets } from '#web/widget/panel/styles/sheets.ts';
import { withoutPerson } from '#web/widget/panel/talk-to-person.ts';
import * as strings from '#web/widget/strings/en.ts';
import { InShadow } from './in-shadow.tsx';
import { previewWords as words } from './words.ts';

const doNothing = (): void => undefined;

/** A line in the form that the widget's own parts expect. */
function entryOf({ from, text, activity }: PreviewLine, place: number): MessageEntry {
  const sent = (activity ?? { type: 'message', text }) as unknown as Activity;
  return {
    kind: 'message',
    id: String(place),
    from: from === 'customer' ? 'visitor' : 'bot',
    at: new Date(0),
    text,
    attachments: sent.attachments ?? [],
    activity: sent,
  };
}

/** The buttons below a message. */
function Choices({ activity }: { activity: Activity }) {
  const choices = withoutPerson(activity.suggestedActions?.actions ?? []);
  if (choices.length === 0) return null;
  return (
    <div class="choices">
      {choices.map(({ title, value }) => (
        <span key={String(value)} class="chip" dir="auto">
          {title}
        </span>
      ))}
    </div>
  );
}

function Line({ line, place }: { line: PreviewLine; place: number }) {
  const entry = entryOf(line, place);
  const isOwn = entry.from === 'visitor';
  return (
    <div class="row starts">
      <div class={`message ${isOwn ? 'own' : 'theirs'}`}>
        <div class="bubble">
          <span class="unseen">{isOwn ? strings.you : strings.supportBot}: </span>
          <MessageContent entry={entry} strings={strings} trusted={[]} press={doNothing} hasButtons />
        </div>
      </div>
      <Choices activity={entry.activity} />
    </div>
  );
}

/** The conversation as the widget shows it, rendered by the widget's own parts. */
export const WidgetPreview = ({ lines }: { lines: readonly PreviewLine[] }) => (
  <div class="studio-stage">
    <InShadow sheets={conversationSheets}>
      <div class="panel" role="group" aria-label={words.conversation}>
        {lines.map((line, place) => (
          <Line key={place} line={line} place={place} />
        ))}
      </div>
    </InShadow>
  </div>
);
