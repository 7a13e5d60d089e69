import { Icon } from '../shell/icon.tsx';
import type { DeskView, ViewProps } from '../shell/view.ts';
import { viewWords } from '../words.ts';

/** For supervisors: who is at the desk. */
function Team({ client }: ViewProps) {
  const { value: state } = client.state;
  return (
    <>
      <div class="list-head">
        <h2>{viewWords.team}</h2>
      </div>
      <ul class="people">
        {state?.agents.map(({ id, name, availability, chats }) => (
          <li key={id}>
            <span class={`dot ${availability}`} aria-hidden="true" /> {name}{' '}
            <span class="soft">
              {availability}, {chats} {chats === 1 ? 'chat' : 'chats'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export const teamView: DeskView = {
  id: 'team',
  label: viewWords.team,
  Icon: () => <Icon name="team" />,
  roles: ['supervisor'],
  isSeldom: true,
  List: Team,
};
