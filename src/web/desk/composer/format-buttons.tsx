import { type FormattedText, listed, type Selection, wrapped } from './formatted-text.ts';
import { composerWords as words } from './words.ts';

/** Formats the selected text. */
export type Format = (text: FormattedText, selection: Selection) => ReturnType<typeof wrapped>;

const formats: readonly { name: string; sign: string; key: string; format: Format }[] = [
  { name: words.bold, sign: 'B', key: 'b', format: (text, selection) => wrapped(text, selection, '**') },
  { name: words.italic, sign: 'I', key: 'i', format: (text, selection) => wrapped(text, selection, '*') },
  { name: words.list, sign: '•', key: 'l', format: listed },
];

/** The format for Ctrl or ⌘ with this key; undefined for other keys. */
export const formatOf = (event: KeyboardEvent): Format | undefined =>
  (event.ctrlKey || event.metaKey) && !event.altKey
    ? formats.find(({ key }) => key === event.key.toLowerCase())?.format
    : undefined;

/** The buttons for bold, italics and lists. */
export const FormatButtons = ({ apply }: { apply: (format: Format) => void }) => (
  <div class="formats" role="group" aria-label={words.formatting}>
    {formats.map(({ name, sign, key, format }) => (
      <button
        key={key}
        type="button"
        class={`icon-button format-${key}`}
        aria-label={name}
        title={`${name} (Ctrl+${key.toUpperCase()})`}
        onClick={() => apply(format)}
      >
        {sign}
      </button>
    ))}
  </div>
);
