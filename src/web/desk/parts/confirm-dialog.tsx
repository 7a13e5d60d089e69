import { Dialog } from './dialog.tsx';
import { DialogForm } from './dialog-form.tsx';

/** Asks before something that cannot be taken back at once. */
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
  /** @returns a problem for people; '' if it succeeded */
  submit: () => Promise<string>;
}) => (
  <Dialog title={title} onClose={onClose}>
    <DialogForm confirm={confirm} isDangerous onClose={onClose} submit={submit}>
      <p>{text}</p>
    </DialogForm>
  </Dialog>
);
