import { useState } from 'preact/hooks';
import { plural } from '#web/widget/strings/strings.ts';
import type { View } from '../view.ts';
import { Icon } from './icon.tsx';
import { isTooLong, Room } from './room.tsx';

const STARS = [1, 2, 3, 4, 5];
const LONGEST = 1000;

/** Rates a chat with a person: stars and an optional comment. */
export function Rating({ view }: { view: View }) {
  const { chat, strings, settings, announce } = view;
  const [stars, setStars] = useState(0);
  const [comment, setComment] = useState('');
  const [isSkipped, setSkipped] = useState(false);
  if (isSkipped) return null;
  const canSend = stars > 0 && !isTooLong(comment, LONGEST);
  const send = (event: Event): void => {
    event.preventDefault();
    if (!canSend) return;
    chat.rate({ stars, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) });
    announce(strings.thanks);
  };
  return (
    <form class="rating" onSubmit={send}>
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
                onChange={() => setStars(count)}
              />
              <Icon name="star" fill={count <= stars} />
              <span class="unseen">{plural(strings, settings.locale, 'rateStars', count)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <label class="comment">
        {strings.rateComment}
        <textarea rows={2} value={comment} onInput={(event) => setComment(event.currentTarget.value)} />
      </label>
      <Room text={comment} most={LONGEST} strings={strings} />
      <div class="rating-buttons">
        <button type="submit" class="button" aria-disabled={!canSend}>
          {strings.rateSend}
        </button>
        <button type="button" class="link" onClick={() => setSkipped(true)}>
          {strings.rateSkip}
        </button>
      </div>
    </form>
  );
}
