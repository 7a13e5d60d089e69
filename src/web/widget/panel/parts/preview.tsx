import type { View } from '../view.ts';
import { Icon } from './icon.tsx';

/** A message that arrived while the panel was closed. */
export interface News {
  /** The agent's name; undefined for the bot. */
  name?: string | undefined;
  text: string;
}

/** Enough characters for two lines; the rest is cut off anyway. */
const SHOWN = 140;

/** The first words of a new message, next to the launcher. Pressing it opens the chat. */
export function Preview({ news, view, dismiss }: { news: News; view: View; dismiss: () => void }) {
  const { strings, open } = view;
  return (
    <div class="preview">
      <button type="button" class="preview-words" onClick={open}>
        <b>{news.name ?? strings.supportBot}</b>
        <span>{news.text.slice(0, SHOWN)}</span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={strings.dismiss}
        title={strings.dismiss}
        onClick={dismiss}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
