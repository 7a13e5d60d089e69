import { useRef, useState } from 'preact/hooks';
import type { DeskConversation } from '#desk/closed/wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { pastWords as words } from '../words.ts';

type Props = { client: DeskClient; conversation: DeskConversation };

/** A transcript's actions: save it as a file or, if the server supports it, send it by e-mail. */
export function TranscriptMenu({ client, conversation }: Props) {
  const [isMailing, setMailing] = useState(false);
  const [sentTo, setSentTo] = useState('');
  return (
    <>
      <Menu
        look="quiet"
        button={
          <>
            <span class="compact">
              <Icon name="audit" />
            </span>
            <span class="roomy">{words.transcript}</span>
            <Icon name="down" />
          </>
        }
      >
        <MenuItem onChoose={() => void download(client, conversation)}>{words.download}</MenuItem>
        {conversation.canMail && <MenuItem onChoose={() => setMailing(true)}>{words.mail}</MenuItem>}
      </Menu>
      <p class="unseen" role="status">
        {sentTo === '' ? '' : words.sent(sentTo)}
      </p>
      {isMailing && (
        <MailDialog
          id={conversation.id}
          onSent={(address) => {
            setSentTo(address);
            setMailing(false);
          }}
          onClose={() => setMailing(false)}
        />
      )}
    </>
  );
}

/** Saves the conversation as a file on the agent's machine. */
async function download(client: DeskClient, { id }: DeskConversation): Promise<void> {
  const answer = await api.conversationText(id);
  client.tell(answer.ok ? '' : answer.problem);
  if (!answer.ok) return;
  const { fileName, text } = answer.body;
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser starts saving on the next turn of the event loop, but does not report when.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Asks for the address to send the transcript to. */
function MailDialog({
  id,
  onSent,
  onClose,
}: {
  id: string;
  onSent: (address: string) => void;
  onClose: () => void;
}) {
  const [email, setEmail] = useState('');
  const [problem, setProblem] = useState('');
  /** The same for each attempt to send to this address. */
  const clientId = useRef('');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    clientId.current ||= crypto.getRandomValues(new Uint32Array(4)).join('-');
    const answer = await api.mailConversation({ id, email, clientId: clientId.current });
    if (answer.ok) onSent(email);
    else setProblem(answer.problem);
  };
  return (
    <Dialog title={words.mailTitle} onClose={onClose}>
      <p class="soft">{words.mailHint}</p>
      <form class="mail-form" onSubmit={(event) => void send(event)}>
        <label>
          {words.address}
          <input
            type="text"
            inputMode="email"
            autocapitalize="none"
            spellcheck={false}
            class="field"
            required
            maxLength={254}
            autocomplete="off"
            value={email}
            onInput={({ currentTarget }) => {
              setEmail(currentTarget.value);
              clientId.current = '';
            }}
          />
        </label>
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="button">
            {words.send}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
