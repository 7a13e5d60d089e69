import { Dialog } from './dialog.tsx';
import { DialogForm } from './dialog-form.tsx';

/** Asks for confirmation before an action without undo. */
export const ConfirmDialog = ({
  title,
  text,
  confirm,
  onClose,
  submit,
}: {
  title: string;
  text: string;
  confirm: string;
  onClose: () => void;
  /** @returns a problem to show; '' if it succeeded */
  submit: () => Promise<string>;
}) => (
  <Dialog title={title} onClose={onClose}>
    <DialogForm confirm={confirm} isDangerous onClose={onClose} submit={submit}>
      <p>{text}</p>
    </DialogForm>
  </Dialog>
);
