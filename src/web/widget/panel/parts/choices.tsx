import { safeUrl } from '../content/safe-url.ts';
import type { View } from '../view.ts';

/** The bot's suggested replies, under its newest message. */
export function Choices({ view: { chat, strings, press } }: { view: View }) {
  const choices = chat.choices.value;
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="group" aria-label={strings.suggestedAnswers}>
      {choices.map((action) => {
        const label = action.title ?? String(action.value);
        const address = action.type === 'openUrl' ? safeUrl(action.value) : undefined;
        return address === undefined ? (
          <button key={label} type="button" class="chip" onClick={() => press(action)}>
            {label}
          </button>
        ) : (
          <a key={label} class="chip" href={address} target="_blank" rel="noopener noreferrer">
            {label}
            <span class="unseen"> {strings.newTab}</span>
          </a>
        );
      })}
    </div>
  );
}
