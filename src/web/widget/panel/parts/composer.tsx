import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isComposing, isSendKey } from '#web/common/keys.ts';
import { acceptedTypes } from '#web/widget/client/refusal.ts';
import { saveDraft, readDraft } from '../draft.ts';
import type { View } from '../view.ts';
import { ChosenFiles, refusalText } from './chosen-files.tsx';
import { Icon } from './icon.tsx';
import { isTooLong, Room } from './room.tsx';
import { useSuggestions } from './use-suggestions.ts';

export interface ComposerProps {
  view: View;
  isOpen: boolean;
  box: RefObject<HTMLTextAreaElement | null>;
  files: readonly File[];
  setFiles: (files: readonly File[]) => void;
}

/** Where the visitor writes: the text box, files, and questions that match the text. */
export function Composer({ view, isOpen, box, files, setFiles }: ComposerProps) {
  const { chat, strings } = view;
  const [text, setText] = useState(readDraft);
  const suggested = useSuggestions(view);
  const chooser = useRef<HTMLInputElement>(null);
  const refusal = refusalText(files, strings);
  const isEmpty = text.trim() === '' && files.length === 0;
  const canSend = !isEmpty && refusal === undefined && !isTooLong(text);

  useLayoutEffect(() => {
    const element = box.current;
    // A hidden element has no height to measure.
    if (element === null || !isOpen) return;
    // Grows with its content; the style sheet sets the limit.
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text, isOpen]);

  const write = (next: string): void => {
    setText(next);
    saveDraft(next);
  };
  const send = (): void => {
    if (!canSend) return;
    if (files.length > 0) chat.sendFiles(files, text.trim());
    else chat.send(text.trim());
    write('');
    setFiles([]);
    suggested.close();
    box.current?.focus();
  };
  const ask = (question: string): void => {
    chat.send(question);
    write('');
    suggested.close();
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method is composing, keys only pick and finish words.
    if (isComposing(event)) return;
    const chosen = suggested.questions[suggested.active];
    if (isSendKey(event)) {
      event.preventDefault();
      if (chosen === undefined) send();
      else ask(chosen);
    } else if (event.key === 'Escape' && suggested.close()) {
      event.stopPropagation();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (suggested.move(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    }
  };
  const onPaste = ({ clipboardData }: ClipboardEvent): void => {
    if (clipboardData !== null && clipboardData.files.length > 0)
      setFiles([...files, ...clipboardData.files]);
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {suggested.questions.length > 0 && (
        <div class="suggested" role="listbox" id="suggested" aria-label={strings.suggestedQuestions}>
          {suggested.questions.map((question, at) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events jsx-a11y/interactive-supports-focus -- the keys and the focus are the text box's
            <div
              key={question}
              id={`suggested-${at}`}
              role="option"
              aria-selected={at === suggested.active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => ask(question)}
            >
              {question}
            </div>
          ))}
        </div>
      )}
      {files.length > 0 && (
        <ChosenFiles
          files={files}
          strings={strings}
          remove={(file) => setFiles(files.filter((each) => each !== file))}
        />
      )}
      <p class="refusal" role="alert">
        {refusal}
      </p>
      <Room text={text} strings={strings} />
      <div class="write">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          accept={acceptedTypes}
          onChange={({ currentTarget }) => {
            setFiles([...files, ...(currentTarget.files ?? [])]);
            currentTarget.value = '';
            box.current?.focus();
          }}
        />
        <button
          type="button"
          class="round quiet"
          aria-label={strings.attachFiles}
          title={strings.attachFiles}
          onClick={() => chooser.current?.click()}
        >
          <Icon name="attach" />
        </button>
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          aria-label={strings.message}
          placeholder={strings.messageHint}
          autocomplete="off"
          aria-autocomplete="list"
          {...(suggested.questions.length > 0 ? { 'aria-controls': 'suggested' } : {})}
          {...(suggested.active >= 0 ? { 'aria-activedescendant': `suggested-${suggested.active}` } : {})}
          value={text}
          onInput={({ currentTarget: { value } }) => {
            write(value);
            suggested.look(value);
            chat.noteTyping();
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button
          type="submit"
          class="round"
          aria-label={strings.send}
          title={strings.send}
          aria-disabled={!canSend}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
