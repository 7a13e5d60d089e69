import type { DeskState } from '#desk/wire.ts';
import { ChatDetailView } from '../conversation/chat-detail-view.tsx';
import { ChatFacts } from '../parts/chat-facts.tsx';
import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type ViewProps } from '../shell/view.ts';
import { inboxWords as words, viewWords } from '../words.ts';
import { ChatList } from './chat-list.tsx';

const openIn = ({ waiting, connected }: DeskState) => [...waiting, ...connected];

/** All open chats: first those waiting, then those with an agent. */
function Open(props: ViewProps) {
  const state = props.client.state.value;
  const chats = state && openIn(state);
  return <ChatList {...props} title={viewWords.open} chats={chats} summary={words.open(chats?.length)} />;
}

export const openView: DeskView = {
  id: 'open',
  label: viewWords.open,
  Icon: () => <Icon name="open" />,
  roles: everybody,
  count: ({ state }) => state.value && openIn(state.value).length,
  List: Open,
  Detail: ChatDetailView,
  Aside: ChatFacts,
};
