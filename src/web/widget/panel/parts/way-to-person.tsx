import { TALK_TO_PERSON } from '../talk-to-person.ts';
import type { View } from '../view.ts';
import { Icon } from './icon.tsx';

/** The button that asks for a person, always in the same place; once requested, it ends the wait or the chat. */
export function WayToPerson({ view: { chat, strings } }: { view: View }) {
  const { state } = chat.handoff.value;
  if (state === 'waiting' || state === 'connected')
    return (
      <button type="button" class="way" onClick={() => chat.leaveHandoff()}>
        <Icon name="close" />
        {state === 'waiting' ? strings.leaveQueue : strings.endChat}
      </button>
    );
  return (
    <button
      type="button"
      class="way"
      onClick={() => chat.send(TALK_TO_PERSON, { displayText: strings.talkToPerson })}
    >
      <Icon name="person" />
      {strings.talkToPerson}
    </button>
  );
}
