import type { DeskChat } from '#desk/wire.ts';
import type { Floor } from '../floor/floor.ts';
import { aboutChat, customerOf } from './queue.tsx';

function ChatItem({ chat, floor, owner }: { chat: DeskChat; floor: Floor; owner?: string }) {
  const unread = floor.unreadOf(chat);
  const { value } = floor.chosen;
  return (
    <button
      type="button"
      class="item"
      aria-current={value?.kind === 'chat' && value.reference === chat.reference}
      onClick={() => floor.choose({ kind: 'chat', reference: chat.reference })}
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

/** The agent's own chats; for supervisors those of others too, and who is at the desk. */
export function Chats({ floor }: { floor: Floor }) {
  const { value: state } = floor.state;
  if (state === undefined) return null;
  const { connected, agents, waiting } = state;
  const mine = floor.mine.value;
  const others = connected.filter(({ agent }) => agent?.id !== floor.me.id);
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
                <ChatItem chat={chat} floor={floor} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {floor.me.role === 'supervisor' && (
        <section aria-labelledby="floor-title">
          <div class="list-head">
            <h2 id="floor-title">At the desk</h2>
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
                <ChatItem chat={chat} floor={floor} owner={chat.agent?.name ?? ''} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
