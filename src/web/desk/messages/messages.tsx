import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { TicketDetails } from './ticket-details.tsx';
import { TicketListPane } from './ticket-list-pane.tsx';
import { TicketPane } from './ticket-pane.tsx';

/** The messages that customers left. */
export const messagesView: DeskView = {
  id: 'messages',
  label: viewWords.messages,
  Icon: () => <Icon name="messages" />,
  roles: everybody,
  count: ({ tickets }) => tickets.open.value,
  List: TicketListPane,
  Detail: TicketPane,
  Aside: TicketDetails,
};
