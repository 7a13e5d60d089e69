import type { DeskChat } from '#desk/wire.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { aboutChat, customerOf } from './queue.tsx';

function ChatItem({ chat, client, owner }: { chat: DeskChat; client: DeskClient; owner?: string }) {
  const unread = client.unreadOf(chat);
  const { value } = client.chosen;
  return (
    <button
      type="button"
      class="item"
      aria-current={value?.kind === 'chat' && value.reference === chat.reference}
      onClick={() => client.choose({ kind: 'chat', reference: chat.reference })}
    >
      <span class="item-head">
        <strong dir="auto" translate={false}>
          {customerOf(chat)}
        </strong>
        {owner !== undefined && <span class="soft">with {owner}</span>}
        {unread > 0 && (
          <span class="badge" translate={false}>
            {unread}
            <span class="unseen"> unread</span>
          </span>
        )}
      </span>
      <span class="soft">{aboutChat(chat)}</span>
    </button>
  );
}

/** The agent's own chats; supervisors also see other agents' chats and who is at the desk. */
export function Chats({ client }: { client: DeskClient }) {
  const { value: state } = client.state;
  if (state === undefined) return null;
  const { connected, agents, waiting } = state;
  const mine = client.mine.value;
  const others = connected.filter(({ agent }) => agent?.id !== client.me.id);
  return (
    <>
      {mine.length > 0 && (
        <section aria-labelledby="mine-title">
          <div class="list-head">
            <h2 id="mine-title">My chats</h2>
          </div>
          <ul>
            {mine.map((chat) => (
              <li key={chat.reference}>
                <ChatItem chat={chat} client={client} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {client.me.role === 'supervisor' && (
        <section aria-labelledby="client-title">
          <div class="list-head">
            <h2 id="client-title">At the desk</h2>
          </div>
          <ul class="people">
            {agents.map(({ id, name, availability, chats }) => (
              <li key={id}>
                <span class={`dot ${availability}`} aria-hidden="true" /> {name}{' '}
                <span class="soft">
                  {availability}, {chats} {chats === 1 ? 'chat' : 'chats'}
                </span>
              </li>
            ))}
          </ul>
          <p class="soft" translate={false}>
            {waiting.length} waiting, {connected.length} connected
          </p>
          <ul>
            {others.map((chat) => (
              <li key={chat.reference}>
                <ChatItem chat={chat} client={client} owner={chat.agent?.name ?? ''} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
