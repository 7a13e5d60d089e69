import { useState } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { api } from '../api.ts';
import { fillIn } from '../composer/canned-replies.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm } from '../parts/dialog-form.tsx';
import type { Edit } from './use-edits.ts';
import { cannedWords as words } from './words.ts';

/** The open window; without a reply, it creates a new one. */
export type OpenWindow =
  | { kind: 'edit'; reply: DeskCannedReply | undefined }
  | { kind: 'remove'; reply: DeskCannedReply }
  | { kind: 'reset' };

interface WindowProps {
  /** The editing agent's name, for the preview. */
  agent: string;
  onClose: () => void;
  /** @returns a problem to show; '' if it succeeded */
  settle: (editing: Edit) => Promise<string>;
}

function EditWindow({ reply, agent, onClose, settle }: WindowProps & { reply: DeskCannedReply | undefined }) {
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const given = { title, text };
  return (
    <Dialog title={reply === undefined ? words.add : words.editTitle} onClose={onClose}>
      <DialogForm
        confirm={words.save}
        onClose={onClose}
        submit={() =>
          settle(reply === undefined ? api.addCannedReply(given) : api.changeCannedReply(reply.id, given))
        }
      >
        <label class="form-field">
          {words.replyTitle}
          <input
            class="field"
            required
            maxLength={60}
            dir="auto"
            value={title}
            onInput={({ currentTarget }) => setTitle(currentTarget.value)}
          />
        </label>
        <label class="form-field">
          {words.text}
          <textarea
            class="field"
            required
            maxLength={4000}
            rows={5}
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <span class="soft">{words.textHint}</span>
        </label>
        <div class="preview" role="region" aria-label={words.preview}>
          <Markdown text={fillIn(text, { ...words.sample, agent })} newTab={strings.newTab} />
        </div>
      </DialogForm>
    </Dialog>
  );
}

/** The window in which a supervisor edits, deletes or restores. */
export function CannedReplyWindow({ open, ...props }: WindowProps & { open: OpenWindow }) {
  const { onClose, settle } = props;
  switch (open.kind) {
    case 'edit':
      return <EditWindow reply={open.reply} {...props} />;
    case 'remove':
      return (
        <ConfirmDialog
          title={words.removeTitle(open.reply.title)}
          text={words.removeText}
          confirm={words.removeConfirm}
          onClose={onClose}
          submit={() => settle(api.deleteCannedReply(open.reply.id))}
        />
      );
    case 'reset':
      return (
        <ConfirmDialog
          title={words.resetTitle}
          text={words.resetText}
          confirm={words.resetConfirm}
          onClose={onClose}
          submit={() => settle(api.resetCannedReplies())}
        />
      );
  }
}
