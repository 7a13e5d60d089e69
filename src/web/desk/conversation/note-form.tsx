import { useRef } from 'preact/hooks';
import { isSendKey } from '#web/common/keys.ts';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import type { Drafts } from '../client/drafts.ts';
import { newClientId } from '../client/client-id.ts';
import { useDraft } from '../parts/draft.ts';
import { noteWords as words } from '../words.ts';

/** A note that an agent has written. */
export interface WrittenNote {
  /** The reference of the chat or ticket. */
  reference: string;
  text: string;
  clientId: string;
}

interface NoteFormProps {
  drafts: Drafts;
  reference: string;
  /** @returns whether it was added; if not, the text is put back */
  onAdd: (note: WrittenNote) => Promise<boolean>;
}

/** Writes a note that only agents see. */
export function NoteForm({ drafts, reference, onAdd }: NoteFormProps) {
  const about = `note ${reference}`;
  const [note, setNote] = useDraft(drafts, about);
  /** Every attempt to add this text uses the same client id. */
  const attempt = useRef({ text: '', clientId: '' });
  const canAdd = note.trim() !== '' && !isTooLong(note);
  const add = async (): Promise<void> => {
    if (!canAdd) return;
    const text = note.trim();
    if (attempt.current.text !== text) attempt.current = { text, clientId: newClientId() };
    setNote('');
    if (await onAdd({ reference, ...attempt.current })) attempt.current = { text: '', clientId: '' };
    // In front of whatever has been written in the meantime.
    else setNote([note, drafts.read(about)].filter((each) => each.trim() !== '').join('\n'));
  };
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <textarea
        aria-label={words.newNote}
        placeholder={words.placeholder}
        dir="auto"
        rows={1}
        value={note}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
        onKeyDown={(event) => {
          if (!isSendKey(event)) return;
          event.preventDefault();
          void add();
        }}
      />
      <button type="submit" class="quiet" aria-disabled={!canAdd}>
        {words.add}
      </button>
      <Room text={note} strings={strings} />
    </form>
  );
}
