import { fill } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';
import { Face } from './face.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';

/** Who the visitor is talking to, the menu, and the close button. */
export function Header({ view }: { view: View }) {
  const { chat, strings, settings, close } = view;
  const handoff = chat.handoff.value;
  return (
    <div class="header">
      {handoff.state === 'connected' ? (
        <Face agent={handoff.agent} />
      ) : (
        <span class="face">
          <Icon name="bot" />
        </span>
      )}
      <div class="header-words">
        <h2>{settings.title ?? strings.supportChat}</h2>
        <Subtitle view={view} />
      </div>
      <Menu view={view} />
      <button
        type="button"
        class="icon-button"
        aria-label={strings.closeChat}
        title={strings.closeChat}
        onClick={close}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

/** The line under the title: who answers. */
function Subtitle({ view: { chat, strings } }: { view: View }) {
  const handoff = chat.handoff.value;
  return (
    <p>
      {handoff.state === 'connected'
        ? fill(strings.chattingWith, { name: handoff.agent.name })
        : strings.supportBot}
    </p>
  );
}
