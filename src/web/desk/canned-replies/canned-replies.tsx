import { useState } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { plainText } from '#text/plain-text.ts';
import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type ViewProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { CannedReplyItem } from './canned-reply-item.tsx';
import { CannedReplyWindow, type OpenWindow } from './canned-reply-window.tsx';
import { useCannedReplyEdits } from './use-edits.ts';
import { cannedWords as words } from './words.ts';

const fits = ({ title, text }: DeskCannedReply, wanted: string): boolean =>
  `${title}\n${plainText(text)}`.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());

/** The canned replies: every agent finds and reads them here, and supervisors edit them. */
function CannedReplies({ client }: ViewProps) {
  const [wanted, setWanted] = useState('');
  const [open, setOpen] = useState<OpenWindow>();
  const { problem, settle, move } = useCannedReplyEdits(client, () => setOpen(undefined));
  const replies = client.cannedReplies.replies.value;
  const shown = replies?.filter((reply) => fits(reply, wanted));
  const mayEdit = client.me.role === 'supervisor';
  const emptiness =
    shown === undefined
      ? words.loading
      : shown.length > 0
        ? ''
        : wanted === ''
          ? words.none
          : words.noneFound;
  return (
    <div class="page-body">
      <div class="page-head">
        <h2>{words.title}</h2>
        <input
          class="field"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={wanted}
          onInput={({ currentTarget }) => setWanted(currentTarget.value)}
        />
        {mayEdit && (
          <button type="button" class="button" onClick={() => setOpen({ kind: 'edit', reply: undefined })}>
            {words.add}
          </button>
        )}
      </div>
      <p class="problem" role="alert">
        {problem}
      </p>
      <p class="soft" role="status">
        {emptiness}
      </p>
      <ul class="cards">
        {shown?.map((reply) => (
          <CannedReplyItem
            key={reply.id}
            reply={reply}
            place={replies?.indexOf(reply) ?? 0}
            last={(replies?.length ?? 0) - 1}
            mayEdit={mayEdit}
            onOpen={(kind) => setOpen({ kind, reply })}
            onMove={(to) => void move(reply, to)}
          />
        ))}
      </ul>
      {mayEdit && (
        <p>
          <button type="button" class="quiet" onClick={() => setOpen({ kind: 'reset' })}>
            {words.reset}
          </button>
        </p>
      )}
      {open !== undefined && (
        <CannedReplyWindow
          open={open}
          agent={client.me.name}
          onClose={() => setOpen(undefined)}
          settle={settle}
        />
      )}
    </div>
  );
}

export const cannedRepliesView: DeskView = {
  id: 'canned-replies',
  label: viewWords.cannedReplies,
  Icon: () => <Icon name="cannedReplies" />,
  roles: everybody,
  isSeldom: true,
  List: CannedReplies,
};
