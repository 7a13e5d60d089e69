import type { DeskChat } from '#desk/wire.ts';
import { ChatDetailView } from '../conversation/chat-detail-view.tsx';
import { ChatFacts } from '../parts/chat-facts.tsx';
import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type ViewProps } from '../shell/view.ts';
import { inboxWords as words, viewWords } from '../words.ts';
import { ChatList } from './chat-list.tsx';
import { customerOf } from './chat-summary.ts';

/** The waiting chats, the next one first. */
function Waiting(props: ViewProps) {
  const { client } = props;
  const chats = client.state.value?.waiting;
  const claimButton = (chat: DeskChat) => (
    <button
      type="button"
      class="quiet row-action"
      aria-label={words.claimOf(customerOf(chat))}
      onClick={() => void client.claim(chat.reference)}
    >
      {words.claim}
    </button>
  );
  return (
    <ChatList
      {...props}
      title={viewWords.waiting}
      chats={chats}
      summary={words.waiting(chats?.length)}
      actionOf={claimButton}
      tools={
        client.alerts.unseen.value > 0 && (
          <button type="button" class="quiet" onClick={() => client.alerts.acknowledge()}>
            {words.seen}
          </button>
        )
      }
    />
  );
}

export const waitingView: DeskView = {
  id: 'waiting',
  label: viewWords.waiting,
  Icon: () => <Icon name="waiting" />,
  roles: everybody,
  count: ({ state }) => state.value?.waiting.length,
  isUrgent: ({ alerts }) => alerts.unseen.value > 0,
  List: Waiting,
  Detail: ChatDetailView,
  Aside: ChatFacts,
};
