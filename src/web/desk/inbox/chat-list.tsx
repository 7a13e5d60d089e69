import type { ComponentChildren } from 'preact';
import type { DeskChat } from '#desk/wire.ts';
import { Row } from '../parts/row.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { hrefOf } from '../shell/router.ts';
import type { ViewProps } from '../shell/view.ts';
import { rowWords as words } from '../words.ts';
import { customerOf, factsAbout } from './chat-summary.ts';
import { Wait } from './wait.tsx';

export interface ChatListProps extends ViewProps {
  title: string;
  /** Undefined until the server sends them. */
  chats: readonly DeskChat[] | undefined;
  /** Their number, in words. */
  summary: string;
  /** Shown next to the title. */
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
    {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- without the role, Safari does not treat it as a list */}
    <ul aria-label={title} role="list">
      {chats?.map((chat) => (
        <ChatRow key={chat.reference} chat={chat} {...props} action={actionOf?.(chat)} />
      ))}
    </ul>
    {chats === undefined && <SkeletonRows />}
  </>
);

function ChatRow({
  chat,
  client,
  view,
  reference,
  action,
}: ViewProps & { chat: DeskChat; action: ComponentChildren }) {
  return (
    <Row
      href={hrefOf(view, chat.reference)}
      isCurrent={chat.reference === reference}
      name={customerOf(chat)}
      avatarId={chat.userId}
      isPresent={chat.isPresent}
      words={chat.lastWords ?? words.nothingYet}
      action={action}
      end={
        <>
          {chat.state === 'waiting' && <Wait {...chat} />}
          <Unread count={client.unreadOf(chat)} />
        </>
      }
    >
      <Pills chat={chat} me={client.me.id} />
    </Row>
  );
}

const Unread = ({ count }: { count: number }) =>
  count === 0 ? null : (
    <span class="badge" translate={false}>
      {count}
      <span class="unseen"> {words.unread}</span>
    </span>
  );

/** A chat's facts at a glance. */
const Pills = ({ chat, me }: { chat: DeskChat; me: string }) => (
  <>
    {chat.isPresent === true && <span class="unseen">{words.here}</span>}
    {chat.isPresent === false && <span class="pill">{words.left}</span>}
    {chat.mood === 'upset' && <span class="pill danger">{words.upset}</span>}
    {chat.models.map((model) => (
      <span key={model} class="pill" translate={false}>
        {model}
      </span>
    ))}
    {chat.agent !== null && chat.agent.id !== me && (
      <span class="pill auto">
        <bdi>{words.withAgent(chat.agent.name)}</bdi>
      </span>
    )}
    {factsAbout(chat).map((fact) => (
      <span key={fact} class="fact soft">
        {fact}
      </span>
    ))}
  </>
);
