import { useState } from 'preact/hooks';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api, type TransferTarget } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';

/** Transfers a chat to a colleague, the queue or the bot, with a message to the customer. */
export function TransferForm({
  client,
  reference,
  onDone,
}: {
  client: DeskClient;
  reference: string;
  onDone: () => void;
}) {
  const [to, setTo] = useState('queue');
  const [message, setMessage] = useState('');
  const { agents = [], connected = [] } = client.state.value ?? {};
  const owner = connected.find((chat) => chat.reference === reference)?.agent?.id;
  const colleagues = agents.filter(({ id }) => id !== owner);
  const handOver = async (): Promise<void> => {
    if (isTooLong(message)) return;
    const target: TransferTarget = to === 'queue' || to === 'bot' ? { to } : { to: 'agent', agentId: to };
    const answer = await api.transfer(reference, target, message);
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) onDone();
  };
  return (
    <form
      class="transfer"
      aria-label="Transfer this chat"
      onSubmit={(event) => {
        event.preventDefault();
        void handOver();
      }}
    >
      <label>
        To
        <select value={to} onChange={({ currentTarget }) => setTo(currentTarget.value)}>
          <option value="queue">Next free agent</option>
          <option value="bot">Bot</option>
          {colleagues.map(({ id, name, availability }) => (
            <option key={id} value={id}>
              {name} ({availability})
            </option>
          ))}
        </select>
      </label>
      <label>
        Message to the customer
        <input value={message} onInput={({ currentTarget }) => setMessage(currentTarget.value)} />
      </label>
      <Room text={message} strings={strings} />
      <button type="submit" class="button small" aria-disabled={isTooLong(message)}>
        Hand over
      </button>
    </form>
  );
}
