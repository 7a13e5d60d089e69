import type { View } from '../view.ts';
import { fill } from '#web/widget/strings/strings.ts';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { Face } from './face.tsx';

/** Who the visitor is talking to, the button for a person, the menu, and the close button. */
export function Header({ view }: { view: View }) {
  const { chat, strings, settings, close } = view;
  const handoff = chat.handoff.value;
  const agent = handoff.state === 'connected' ? handoff.agent : undefined;
  const title = settings.title ?? strings.supportChat;
  const canAsk = handoff.state === 'bot' || handoff.state === 'closed';
  return (
    <div class="header">
      {agent !== undefined && <Face agent={agent} />}
      <div class="header-words">
        <h2>{title}</h2>
        <p>{agent === undefined ? strings.supportBot : fill(strings.chattingWith, { name: agent.name })}</p>
      </div>
      {canAsk && (
        <button
          type="button"
          class="header-button person"
          onClick={() => chat.send('Talk to a person', { displayText: strings.talkToPerson })}
          title={strings.talkToPerson}
        >
          <Icon name="person" />
          <span class="person-label">{strings.talkToPerson}</span>
        </button>
      )}
      <Menu view={view} />
      <button type="button" class="header-button" aria-label={strings.closeChat} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
