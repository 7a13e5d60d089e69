import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { dialogWords as words } from '../words.ts';

/** The fields of a dialog, with its problem and two buttons: cancel and confirm. */
export function DialogForm({
  confirm,
  isDangerous = false,
  submit,
  onClose,
  children,
}: {
  /** The button's label. */
  confirm: string;
  isDangerous?: boolean;
  /** @returns a problem to show; '' if it succeeded */
  submit: () => Promise<string>;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    const failed = await submit();
    setBusy(false);
    setProblem(failed);
  };
  return (
    <form class="dialog-form" onSubmit={(event) => void send(event)}>
      {children}
      <p class="problem" role="alert">
        {problem}
      </p>
      <div class="dialog-foot">
        <button type="button" class="quiet" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="submit" class={`button ${isDangerous ? 'danger' : ''}`} aria-disabled={isBusy}>
          {confirm}
        </button>
      </div>
    </form>
  );
}
