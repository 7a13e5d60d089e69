import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskChatDetail, DeskSuggestion } from '#desk/wire.ts';
import { isComposing, isSendKey } from '#web/common/keys.ts';
import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import { Plain } from '#web/widget/panel/content/plain-view.tsx';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { CannedReplies } from './canned-replies.tsx';
import { ChosenFiles, FilePicker } from './reply-files.tsx';
import { type DraftReply, useReply } from './use-reply.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Shows the customer at most this often that the agent is typing. */
const TYPING_MS = 3000;

export interface ComposerProps {
  client: DeskClient;
  detail: DeskChatDetail;
  customer: string;
  /** The customer's last message; '' if there is none. */
  lastWords: string;
}

/** Where an agent writes, with suggested answers, canned replies, files and a preview. */
export function Composer({ client, detail: { reference }, customer, lastWords }: ComposerProps) {
  const reply = useReply(client.drafts, reference);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [showsPreview, setShowsPreview] = useState(false);
  const suggestions = useSuggestions(lastWords);
  const typing = useTyping(reference);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);

  const insert = (markdown: string): void => {
    reply.insert(markdown);
    box.current?.focus();
  };
  const isEmpty = reply.text.trim() === '' && files.length === 0;
  const canSend = !isEmpty && !isTooLong(reply.markdown ?? reply.text);
  const send = (): void => {
    if (!canSend) return;
    client.outbox.send(reference, { files, ...wordsOf(reply) });
    reply.clear();
    typing.ended();
    setFiles([]);
    setShowsPreview(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const [first] = suggestions;
    if (isSendKey(event)) send();
    else if (event.key === 'ArrowUp' && reply.text === '' && first !== undefined) insert(first.text);
    else return;
    event.preventDefault();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Suggestions suggestions={suggestions} onChoose={insert} />
      <textarea
        ref={box}
        rows={3}
        aria-label="Reply"
        placeholder={`Write to ${customer}`}
        value={reply.text}
        onInput={({ currentTarget }) => {
          reply.setText(currentTarget.value);
          typing.typed();
        }}
        onKeyDown={onKeyDown}
      />
      <Room text={reply.markdown ?? reply.text} strings={strings} />
      {showsPreview && <Preview reply={reply} />}
      <ChosenFiles files={files} setFiles={setFiles} />
      <div class="tools">
        <CannedReplies names={{ customer, agent: client.me.name, reference }} onChoose={insert} />
        <FilePicker files={files} setFiles={setFiles} />
        <button
          type="button"
          class="quiet"
          aria-pressed={showsPreview}
          onClick={() => setShowsPreview(!showsPreview)}
        >
          Preview
        </button>
        <button type="submit" class="button" aria-disabled={!canSend}>
          Send
        </button>
      </div>
    </form>
  );
}

const wordsOf = ({ text, markdown }: DraftReply): { text: string; textFormat: 'plain' | 'markdown' } =>
  markdown === undefined
    ? { text: text.trim(), textFormat: 'plain' }
    : { text: markdown, textFormat: 'markdown' };

/** Shows the customer that the agent is typing, at most every few seconds. */
function useTyping(reference: string) {
  const lastShown = useRef(0);
  return {
    typed(): void {
      if (Date.now() - lastShown.current < TYPING_MS) return;
      lastShown.current = Date.now();
      void api.typing(reference);
    },
    /** Sending a message ends the typing indicator; the next key shows it at once. */
    ended(): void {
      lastShown.current = 0;
    },
  };
}

function Suggestions({
  suggestions,
  onChoose,
}: {
  suggestions: readonly DeskSuggestion[];
  onChoose: (text: string) => void;
}) {
  if (suggestions.length === 0) return null;
  return (
    <div class="suggestions" role="group" aria-label="Suggested answers">
      {suggestions.map(({ title, text }, at) => (
        <button key={title} type="button" class="quiet" onClick={() => onChoose(text)} title={text}>
          {at === 0 && <kbd aria-hidden="true">↑</kbd>} {title}
        </button>
      ))}
    </div>
  );
}

function Preview({ reply: { text, markdown } }: { reply: DraftReply }) {
  return (
    <div class="preview" role="region" aria-label="Preview">
      {markdown === undefined ? (
        <Plain text={text} newTab={strings.newTab} />
      ) : (
        <Markdown text={markdown} newTab={strings.newTab} />
      )}
    </div>
  );
}
