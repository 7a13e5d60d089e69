import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeskCannedReply, DeskChatDetail, DeskSuggestion } from '#desk/wire.ts';
import { isComposing, isSendKey } from '#web/common/keys.ts';
import { acceptedTypes } from '#web/widget/chat/refusal.ts';
import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import { plainText } from '#web/widget/panel/content/plain-text.ts';
import { Plain } from '#web/widget/panel/content/plain-view.tsx';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import type { Floor } from '../floor/floor.ts';
import { useDraft } from './draft.ts';

/** The other side is told of typing no more often. */
const TYPING_MS = 3000;

/** Words of the knowledge or of a written reply in the box: read as plain text, sent as the Markdown they are. */
interface Inserted {
  shown: string;
  markdown: string;
}

const filledIn = (text: string, names: Record<string, string>): string =>
  text.replaceAll(/\{(customer|agent|reference)\}/g, (_all, name: string) => names[name] ?? '');

export interface ComposerProps {
  floor: Floor;
  detail: DeskChatDetail;
  customer: string;
  /** The customer's last words; '' where there are none. */
  lastWords: string;
}

/** Where an agent writes: with answers of the knowledge, written replies, files and a look at how it will read. */
export function Composer({ floor, detail: { reference }, customer, lastWords }: ComposerProps) {
  const [text, setText] = useDraft(floor.drafts, `reply ${reference}`);
  const [insertedDraft, setInsertedDraft] = useDraft(floor.drafts, `inserted ${reference}`);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [suggestions, setSuggestions] = useState<readonly DeskSuggestion[]>([]);
  const [canned, setCanned] = useState<readonly DeskCannedReply[]>([]);
  const [showsPreview, setShowsPreview] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const lastTyping = useRef(0);

  useEffect(() => {
    void api.cannedReplies().then((answer) => setCanned(answer.ok ? answer.body : []));
    box.current?.focus();
  }, []);
  useEffect(() => {
    let isCurrent = true;
    if (lastWords === '') setSuggestions([]);
    else
      void api.suggestions(lastWords).then((answer) => {
        if (isCurrent) setSuggestions(answer.ok ? answer.body : []);
      });
    return () => {
      isCurrent = false;
    };
  }, [lastWords]);

  // A word changed, and all of it is the agent's own: it arrives as it stands in the box.
  const inserted = insertedDraft === '' ? undefined : (JSON.parse(insertedDraft) as Inserted);
  const markdown = inserted?.shown === text ? inserted.markdown : undefined;
  const insert = (words: string): void => {
    const shown = plainText(words);
    if (text.trim() === '') setInsertedDraft(JSON.stringify({ shown, markdown: words } satisfies Inserted));
    setText(text.trim() === '' ? shown : `${text.trimEnd()}\n\n${shown}`);
    box.current?.focus();
  };
  const isEmpty = text.trim() === '' && files.length === 0;
  const canSend = !isEmpty && !isTooLong(markdown ?? text);
  const send = (): void => {
    if (!canSend) return;
    floor.outbox.send(reference, {
      files,
      ...(markdown === undefined
        ? { text: text.trim(), textFormat: 'plain' }
        : { text: markdown, textFormat: 'markdown' }),
    });
    setText('');
    setInsertedDraft('');
    // Words end typing: the next ones are typing again.
    lastTyping.current = 0;
    setFiles([]);
    setShowsPreview(false);
  };
  const onInput = (next: string): void => {
    setText(next);
    if (Date.now() - lastTyping.current < TYPING_MS) return;
    lastTyping.current = Date.now();
    void api.typing(reference);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const [first] = suggestions;
    if (isSendKey(event)) send();
    else if (event.key === 'ArrowUp' && text === '' && first !== undefined) insert(first.text);
    else return;
    event.preventDefault();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {suggestions.length > 0 && (
        <div class="suggestions" role="group" aria-label="Suggested answers">
          {suggestions.map(({ title, text: answer }, at) => (
            <button key={title} type="button" class="quiet" onClick={() => insert(answer)} title={answer}>
              {at === 0 && <kbd aria-hidden="true">↑</kbd>} {title}
            </button>
          ))}
        </div>
      )}
      <textarea
        ref={box}
        rows={3}
        aria-label="Reply"
        placeholder={`Write to ${customer}`}
        value={text}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Room text={markdown ?? text} strings={strings} />
      {showsPreview && (
        <div class="preview" role="region" aria-label="Preview">
          {markdown === undefined ? (
            <Plain text={text} newTab={strings.newTab} />
          ) : (
            <Markdown text={markdown} newTab={strings.newTab} />
          )}
        </div>
      )}
      {files.length > 0 && (
        <ul class="chosen-files" aria-label="Files">
          {files.map((file) => (
            <li key={file.name}>
              {file.name}{' '}
              <button
                type="button"
                class="quiet"
                aria-label={`Remove ${file.name}`}
                onClick={() => setFiles(files.filter((each) => each !== file))}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="tools">
        <select
          aria-label="Canned replies"
          value=""
          onChange={({ currentTarget }) => {
            const chosen = canned[Number(currentTarget.value)];
            currentTarget.value = '';
            if (chosen !== undefined)
              insert(filledIn(chosen.text, { customer, agent: floor.me.name, reference }));
          }}
        >
          <option value="">Canned replies…</option>
          {canned.map(({ title }, at) => (
            <option key={title} value={String(at)}>
              {title}
            </option>
          ))}
        </select>
        <label class="quiet pick-files">
          Files
          <input
            type="file"
            multiple
            accept={acceptedTypes}
            class="unseen"
            onChange={({ currentTarget }) => {
              setFiles([...files, ...(currentTarget.files ?? [])]);
              currentTarget.value = '';
            }}
          />
        </label>
        <button
          type="button"
          class="quiet"
          aria-pressed={showsPreview}
          onClick={() => setShowsPreview(!showsPreview)}
        >
          Preview
        </button>
        <button type="submit" class="button" aria-disabled={!canSend}>
          Send
        </button>
      </div>
    </form>
  );
}
