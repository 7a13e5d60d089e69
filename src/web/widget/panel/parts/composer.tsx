import type { RefObject } from 'preact';
import { isComposing, isSendKey } from '#web/common/keys.ts';
import { pastedFiles } from '#web/common/transferred-files.ts';
import type { View } from '../view.ts';
import { Attach } from './attach.tsx';
import { ChosenFiles, refusalText } from './chosen-files.tsx';
import { Icon } from './icon.tsx';
import { isTooLong, Room } from './room.tsx';
import { comboBox, Suggested } from './suggested.tsx';
import { useDraft } from './use-draft.ts';
import { type SuggestedQuestions, useSuggestions } from './use-suggestions.ts';
import { WayToPerson } from './way-to-person.tsx';

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
  const [text, write] = useDraft(box, isOpen);
  const suggested = useSuggestions(view);
  const refusal = refusalText(files, strings);
  const isEmpty = text.trim() === '' && files.length === 0;
  const canSend = !isEmpty && refusal === undefined && !isTooLong(text);
  const clear = (): void => {
    write('');
    suggested.close();
    box.current?.focus();
  };
  const send = (): void => {
    if (!canSend) return;
    if (files.length > 0) chat.sendFiles(files, text.trim());
    else chat.send(text.trim());
    setFiles([]);
    clear();
  };
  const ask = (question: string): void => {
    chat.send(question);
    clear();
  };
  const add = (more: Iterable<File>): void => setFiles([...files, ...more]);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Suggested suggested={suggested} label={strings.suggestedQuestions} choose={ask} />
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
        <TextBox {...{ view, box, text, write, suggested, send, ask, add }} />
        <div class="acts">
          <Attach
            label={strings.attachFiles}
            add={(more) => {
              add(more);
              box.current?.focus();
            }}
          />
          <WayToPerson view={view} />
          <button
            type="submit"
            class="icon-button send"
            aria-label={strings.send}
            title={strings.send}
            aria-disabled={!canSend}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </form>
  );
}

interface TextBoxProps extends Pick<ComposerProps, 'view' | 'box'> {
  text: string;
  write: (text: string) => void;
  suggested: SuggestedQuestions;
  send: () => void;
  ask: (question: string) => void;
  add: (files: Iterable<File>) => void;
}

function TextBox({ view: { chat, strings }, box, text, write, suggested, send, ask, add }: TextBoxProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method is composing, keys belong to it.
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
  return (
    <textarea
      ref={box}
      rows={1}
      dir="auto"
      aria-label={strings.message}
      placeholder={strings.messageHint}
      autocomplete="off"
      aria-autocomplete="list"
      {...comboBox(suggested)}
      value={text}
      onInput={({ currentTarget: { value } }) => {
        write(value);
        suggested.look(value);
        chat.noteTyping();
      }}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const pasted = pastedFiles(event.clipboardData);
        if (pasted.length === 0) return;
        event.preventDefault();
        add(pasted);
      }}
    />
  );
}
