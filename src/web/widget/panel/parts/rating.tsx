import { useState } from 'preact/hooks';
import { plural } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';
import { Icon } from './icon.tsx';
import { isTooLong, Room } from './room.tsx';

const STARS = [1, 2, 3, 4, 5];
const LONGEST = 1000;

/** Rates a chat with a person: stars and, once they are chosen, a comment. */
export function Rating({ view, onSent }: { view: View; onSent: () => void }) {
  const { chat, strings } = view;
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState('');
  const [isSkipped, setSkipped] = useState(false);
  if (isSkipped) return null;
  const canSend = stars > 0 && !isTooLong(comment, LONGEST);
  const send = (event: Event): void => {
    event.preventDefault();
    if (!canSend) return;
    chat.rate({ stars, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) });
    onSent();
  };
  return (
    <form class="rating" onSubmit={send}>
      <Stars view={view} stars={stars} choose={setStars} />
      {stars > 0 && (
        <>
          <label class="comment">
            {strings.rateComment}
            <textarea rows={2} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
          </label>
          <Room text={comment} most={LONGEST} strings={strings} />
        </>
      )}
      <div class="rating-buttons">
        {stars > 0 && (
          <button type="submit" class="button" aria-disabled={!canSend}>
            {strings.rateSend}
          </button>
        )}
        <button type="button" class="link" onClick={() => setSkipped(true)}>
          {strings.rateSkip}
        </button>
      </div>
    </form>
  );
}

interface StarsProps {
  view: View;
  /** 0: none yet. */
  stars: number;
  choose: (stars: number) => void;
}

const Stars = ({ view: { strings, settings }, stars, choose }: StarsProps) => (
  <fieldset>
    <legend>{strings.rateTitle}</legend>
    <div class="stars">
      {STARS.map((count) => (
        <label key={count} class={count <= stars ? 'lit' : ''}>
          <input
            type="radio"
            name="stars"
            class="unseen"
            checked={count === stars}
            onChange={() => choose(count)}
          />
          <Icon name="star" fill={count <= stars} />
          <span class="unseen">{plural(strings, settings.locale, 'rateStars', count)}</span>
        </label>
      ))}
    </div>
  </fieldset>
);
