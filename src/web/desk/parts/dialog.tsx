import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A modal dialog, open as long as it is rendered. Escape closes it, and the focus returns. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // However it ends: only a dialog that is closed returns the focus, not one that is merely removed.
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      class="dialog"
      onClose={({ currentTarget }) => {
        // A dialog that was removed reports its end, too, but its owner knows.
        if (currentTarget.isConnected) onClose();
      }}
    >
      <h2>{title}</h2>
      {children}
    </dialog>
  );
}
