import { useState } from 'preact/hooks';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api, type TransferTarget } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { DialogForm } from '../parts/dialog-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { meWords, transferWords as words } from '../words.ts';

interface TransferProps {
  client: DeskClient;
  reference: string;
  onClose: () => void;
  onDone: () => void;
}

const targetOf = (to: string): TransferTarget => (to === 'queue' ? { to } : { to: 'agent', agentId: to });

/** Transfers a chat to a colleague or to the next free agent, with a message to the customer. */
export function TransferDialog({ client, reference, onClose, onDone }: TransferProps) {
  const [to, setTo] = useState('queue');
  const [message, setMessage] = useState('');
  const { agents = [], connected = [] } = client.state.value ?? {};
  const owner = connected.find((chat) => chat.reference === reference)?.agent?.id;
  const transfer = async (): Promise<string> => {
    if (isTooLong(message)) return '';
    const answer = await api.transfer(reference, targetOf(to), message);
    if (!answer.ok) return answer.problem;
    onClose();
    onDone();
    return '';
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <DialogForm confirm={words.transfer} onClose={onClose} submit={transfer}>
        <label class="form-field">
          {words.to}
          <select class="field" value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
            <option value="queue">{words.nextFree}</option>
            {agents
              .filter(({ id }) => id !== owner)
              .map(({ id, name, availability }) => (
                <option key={id} value={id}>
                  {name} ({meWords[availability].toLowerCase()})
                </option>
              ))}
          </select>
        </label>
        <label class="form-field">
          {words.message}
          <input
            class="field"
            value={message}
            onInput={({ currentTarget }) => setMessage(currentTarget.value)}
          />
        </label>
        <Room text={message} strings={strings} />
      </DialogForm>
    </Dialog>
  );
}
