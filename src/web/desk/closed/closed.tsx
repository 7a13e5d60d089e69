import { CustomerPane } from '../customer/customer-pane.tsx';
import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type OpenProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { ClosedList } from './closed-list.tsx';
import { ConversationView } from './conversation-view.tsx';

const ClosedChat = ({ reference, ...props }: OpenProps) => (
  <ConversationView {...props} which={{ chat: reference }} />
);

/** The view of closed chats. */
export const closedView: DeskView = {
  id: 'closed',
  label: viewWords.closed,
  Icon: () => <Icon name="closed" />,
  roles: everybody,
  isSeldom: true,
  List: ClosedList,
  Detail: ClosedChat,
  Aside: ({ reference }: OpenProps) => <CustomerPane which={{ chat: reference }} />,
};
