import { ChatDetailView } from '../conversation/chat-detail-view.tsx';
import { ChatFacts } from '../parts/chat-facts.tsx';
import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type ViewProps } from '../shell/view.ts';
import { inboxWords as words, viewWords } from '../words.ts';
import { ChatList } from './chat-list.tsx';

/** The agent's own chats. */
function Mine(props: ViewProps) {
  const { state, mine } = props.client;
  const chats = state.value === undefined ? undefined : mine.value;
  return <ChatList {...props} title={viewWords.mine} chats={chats} summary={words.mine(chats?.length)} />;
}

export const mineView: DeskView = {
  id: 'mine',
  label: viewWords.mine,
  Icon: () => <Icon name="mine" />,
  roles: everybody,
  count: ({ state, mine }) => (state.value === undefined ? undefined : mine.value.length),
  isUrgent: ({ mine, unreadOf }) => mine.value.some((chat) => unreadOf(chat) > 0),
  List: Mine,
  Detail: ChatDetailView,
  Aside: ChatFacts,
};
