import { useEffect, useState } from 'preact/hooks';
import type { View } from '../view.ts';
import { Rating } from './rating.tsx';

/** The rating once a chat with a person has ended, and thanks for it until the visitor writes again. */
export function AfterChat({ view }: { view: View }) {
  const { chat, strings, announce } = view;
  const handoff = chat.handoff.value;
  const [isRated, setRated] = useState(false);
  const written = chat.entries.value.filter(
    (entry) => entry.kind === 'pending' || entry.from === 'visitor',
  ).length;
  useEffect(() => setRated(false), [written, handoff.state]);
  if (isRated) return <p class="thanks">{strings.thanks}</p>;
  if (handoff.state !== 'closed' || !handoff.askRating) return null;
  const thank = (): void => {
    announce(strings.thanks);
    setRated(true);
  };
  return <Rating key={handoff.reference} view={view} onSent={thank} />;
}
