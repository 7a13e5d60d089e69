import { isSendKey } from '#web/common/keys.ts';
import { isTooLong, Room } from '#web/widget/panel/parts/room.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import type { DeskClient } from '../client/desk-client.ts';
import { useDraft } from '../parts/draft.ts';
import { noteWords as words } from '../words.ts';

/** Writes a note that only agents see. */
export function NoteForm({ client, reference }: { client: DeskClient; reference: string }) {
  const [note, setNote] = useDraft(client.drafts, `note ${reference}`);
  const canAdd = note.trim() !== '' && !isTooLong(note);
  const add = async (): Promise<void> => {
    if (!canAdd) return;
    const clientId = crypto.getRandomValues(new Uint32Array(4)).join('-');
    setNote('');
    const answer = await api.note(reference, { text: note.trim(), clientId });
    client.tell(answer.ok ? '' : answer.problem);
    if (answer.ok) await client.detail.refresh();
    else setNote(note);
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
