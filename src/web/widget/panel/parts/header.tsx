import { fill, plural } from '#web/widget/strings/strings.ts';
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

/** The line below the title: who answers, or how soon a person usually replies. */
function Subtitle({ view: { chat, strings, settings } }: { view: View }) {
  const handoff = chat.handoff.value;
  if (handoff.state === 'connected') return <p>{fill(strings.chattingWith, { name: handoff.agent.name })}</p>;
  const seconds = chat.usualWait.value;
  if (seconds === undefined) return <p>{strings.supportBot}</p>;
  return <p>{plural(strings, settings.locale, 'usualWait', Math.max(1, Math.ceil(seconds / 60)))}</p>;
}
