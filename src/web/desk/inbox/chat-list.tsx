import type { ComponentChildren } from 'preact';
import type { DeskChat } from '#desk/wire.ts';
import { Row } from '../parts/row.tsx';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { aboutChat, customerOf } from './chat-summary.ts';
import { Wait } from './wait.tsx';

export interface ChatListProps extends ViewProps {
  title: string;
  /** Undefined until the server has sent them. */
  chats: readonly DeskChat[] | undefined;
  /** How many there are, in words. */
  summary: string;
  /** Beside the title. */
  tools?: ComponentChildren;
  /** The button of a row. */
  actionOf?: (chat: DeskChat) => ComponentChildren;
}

/** A list of chats under its title. */
export const ChatList = ({ title, chats, summary, tools, actionOf, ...props }: ChatListProps) => (
  <>
    <div class="list-head">
      <h2>{title}</h2>
      {tools}
    </div>
    <p class="list-summary soft" role="status" translate={false}>
      {summary}
    </p>
    {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari forgets that an unmarked list is one */}
    <ul aria-label={title} role="list">
      {chats?.map((chat) => (
        <ChatRow key={chat.reference} chat={chat} {...props} action={actionOf?.(chat)} />
      ))}
    </ul>
  </>
);

function ChatRow({
  chat,
  client,
  view,
  reference,
  action,
}: ViewProps & { chat: DeskChat; action: ComponentChildren }) {
  const unread = client.unreadOf(chat);
  const owner = chat.agent !== null && chat.agent.id !== client.me.id ? chat.agent.name : undefined;
  return (
    <Row
      href={hrefOf(view, chat.reference)}
      isCurrent={chat.reference === reference}
      name={customerOf(chat)}
      avatarId={chat.reference}
      words=""
      action={action}
      end={
        <>
          {chat.state === 'waiting' && <Wait {...chat} />}
          {unread > 0 && (
            <span class="badge" translate={false}>
              {unread}
              <span class="unseen"> unread</span>
            </span>
          )}
        </>
      }
    >
      <span class="soft">
        {owner !== undefined && <bdi>with {owner} · </bdi>}
        {aboutChat(chat)}
      </span>
    </Row>
  );
}
