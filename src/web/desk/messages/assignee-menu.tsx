import { useEffect, useState } from 'preact/hooks';
import type { DeskColleague, DeskTicketDetail } from '#desk/ticket-wire.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { Menu, MenuChoice } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { assigneeWords as words } from './words.ts';

/** A ticket's assignee, and a menu to change it: me, a colleague, or nobody. */
export function AssigneeMenu({ client, ticket }: { client: DeskClient; ticket: DeskTicketDetail }) {
  const [colleagues, setColleagues] = useState<readonly DeskColleague[]>([]);
  useEffect(() => {
    void api.colleagues().then((answer) => answer.ok && setColleagues(answer.body));
  }, []);
  const { me } = client;
  const { assignee, reference } = ticket;
  const assign = (agentId: string | null): void =>
    void client.ticket.settle(api.assignTicket(reference, agentId));
  const choice = (agentId: string | null, name: string) => (
    <MenuChoice
      key={agentId}
      kind="radio"
      isOn={(assignee?.id ?? null) === agentId}
      onChoose={() => assign(agentId)}
    >
      <span dir="auto" translate={agentId === null || agentId === me.id}>
        {name}
      </span>
    </MenuChoice>
  );
  return (
    <Menu
      label={words.label(assignee?.id === me.id ? words.me.toLowerCase() : assignee?.name)}
      look="quiet assignee"
      button={
        <>
          <span class="assignee-name" dir="auto">
            {assignee === null ? words.unassigned : assignee.id === me.id ? words.me : assignee.name}
          </span>
          <Icon name="down" />
        </>
      }
    >
      {choice(me.id, words.me)}
      {choice(null, words.nobody)}
      <hr />
      {colleagues.filter(({ id }) => id !== me.id).map(({ id, name }) => choice(id, name))}
    </Menu>
  );
}
