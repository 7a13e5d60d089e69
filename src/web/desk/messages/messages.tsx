import { Icon } from '../shell/icon.tsx';
import { type DeskView, everybody, type OpenProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';
import { Tickets } from './ticket-list.tsx';
import { TicketView } from './ticket-view.tsx';

const Message = ({ client, view, reference }: OpenProps) => (
  <TicketView
    reference={reference}
    drafts={client.drafts}
    onChanged={() => void client.tickets.refresh()}
    onBack={() => client.router.go(view)}
  />
);

export const messagesView: DeskView = {
  id: 'messages',
  label: viewWords.messages,
  Icon: () => <Icon name="messages" />,
  roles: everybody,
  count: ({ tickets }) => tickets.open.value,
  List: Tickets,
  Detail: Message,
};
