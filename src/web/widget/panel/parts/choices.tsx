import { ExternalLink } from '../content/external-link.tsx';
import { safeUrl } from '../content/safe-url.ts';
import { withoutPerson } from '../talk-to-person.ts';
import type { View } from '../view.ts';

/** The bot's suggested replies, under its newest message. */
export function Choices({ view: { chat, strings, press } }: { view: View }) {
  const choices = withoutPerson(chat.choices.value);
  if (choices.length === 0) return null;
  return (
    <div class="choices" role="group" aria-label={strings.suggestedAnswers}>
      {choices.map((action) => {
        const label = action.title ?? String(action.value);
        const address = action.type === 'openUrl' ? safeUrl(action.value) : undefined;
        return address === undefined ? (
          <button key={label} type="button" class="chip" dir="auto" onClick={() => press(action)}>
            {label}
          </button>
        ) : (
          <ExternalLink key={label} class="chip" href={address} newTab={strings.newTab}>
            {label}
          </ExternalLink>
        );
      })}
    </div>
  );
}
