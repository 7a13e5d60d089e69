import { useState } from 'preact/hooks';
import { isComposing, isSendKey } from '#web/common/keys.ts';
import { Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { CannedMenuView } from './canned-menu.tsx';
import { fillIn } from './canned-replies.ts';
import './composer.css';
import { DropZone } from './drop-zone.tsx';
import { ChosenFiles } from './file-parts.tsx';
import { formatOf } from './format-buttons.tsx';
import { Preview } from './preview.tsx';
import { ReplyBox } from './reply-box.tsx';
import { Suggestions, useSuggestions } from './suggestions.tsx';
import { Tools } from './tools.tsx';
import { useBox } from './use-box.ts';
import { useCannedMenu } from './use-canned-menu.ts';
import { useDraftReply } from './use-draft-reply.ts';
import { useFiles } from './use-files.ts';
import { useSending, type WrittenReply } from './use-sending.ts';
import { noTyping, type Typing } from './use-typing.ts';

export interface ComposerProps {
  client: DeskClient;
  /** The reference of the chat or ticket. */
  reference: string;
  customer: string;
  /** Sends the reply. @returns whether it was accepted, so that the box is emptied */
  onSend: (reply: WrittenReply) => Promise<boolean> | boolean;
  /** Called while the agent writes, and after they have sent. */
  typing?: Typing;
  /** How the reply reaches the customer, if that is not obvious. */
  hint?: string;
  /** The customer's last message; '' if there is none. */
  lastWords: string;
}

/** Where an agent writes, with suggested answers, canned replies, formatting, files and a preview. */
export function Composer({
  client,
  reference,
  customer,
  lastWords,
  onSend,
  typing = noTyping,
  hint,
}: ComposerProps) {
  const [showsPreview, setShowsPreview] = useState(false);
  const reply = useDraftReply(client.drafts, reference);
  const files = useFiles(client.drafts, reference);
  const suggestions = useSuggestions(lastWords);
  const box = useBox(reply);
  const fill = (text: string): string => fillIn(text, { customer, agent: client.me.name, reference });
  const insert = (markdown: string): void => {
    reply.insert(fill(markdown));
    box.focus();
  };
  const menu = useCannedMenu(reply.text, ({ text }) => insert(text));

  const { canSend, isSending, send } = useSending(reply, files, onSend, () => {
    typing.ended();
    setShowsPreview(false);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const format = formatOf(event);
    if (menu.onKey(event.key)) event.stopPropagation();
    else if (format !== undefined) box.apply(format);
    else if (isSendKey(event)) void send();
    else if (event.key === 'ArrowUp' && reply.text === '' && suggestions[0]) insert(suggestions[0].text);
    else return;
    event.preventDefault();
  };
  const type = (text: string): void => {
    reply.type(text);
    typing.typed();
  };
  return (
    <DropZone onDrop={files.add}>
      <form
        class="composer"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Suggestions suggestions={suggestions} onChoose={insert} />
        <CannedMenuView {...{ menu, fill }} take={({ text }) => insert(text)} />
        <ReplyBox
          {...{ box: box.ref, text: reply.text, customer, menu, onKeyDown, isSending }}
          onType={type}
          onPaste={files.paste}
        />
        <Room text={reply.message.text} strings={strings} />
        {hint !== undefined && <p class="soft">{hint}</p>}
        {showsPreview && <Preview {...reply.message} />}
        <ChosenFiles {...files} />
        <Tools
          {...{ files, showsPreview, setShowsPreview, canSend }}
          apply={box.apply}
          openCanned={() => {
            if (reply.text.trim() === '') type('/');
            box.focus();
          }}
        />
      </form>
    </DropZone>
  );
}
