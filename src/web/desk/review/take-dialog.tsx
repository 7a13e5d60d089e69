import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ReviewDecision } from '#review/wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { DialogForm } from '../parts/dialog-form.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { type Tried, usePreview } from './use-preview.ts';
import { takeWords as words } from './words.ts';

interface TakeDialogProps {
  title: string;
  tried: Tried;
  decision: ReviewDecision;
  /** Sends the decision. @returns a problem to show; '' if it succeeded */
  decide: (decision: ReviewDecision) => Promise<string>;
  onClose: () => void;
  children?: ComponentChildren;
}

/** Shows what adding the wordings would change, then adds them. They can be added once that is shown. */
export function TakeDialog({ title, tried, decision, decide, onClose, children }: TakeDialogProps) {
  const { preview, problem, seconds, usual } = usePreview(tried);
  const place = useRef<HTMLDivElement>(null);
  const isReady = preview !== undefined || problem !== '';
  // Another Enter adds them, unless a text is being edited.
  useEffect(() => {
    if (!isReady || document.activeElement?.matches('input') === true) return;
    place.current?.closest('dialog')?.querySelector<HTMLElement>('button[type=submit]')?.focus();
  }, [isReady]);
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogForm
        confirm={words.confirm(preview?.phrases)}
        onClose={onClose}
        submit={async () => (isReady ? await decide(decision) : '')}
      >
        {children}
        <div ref={place}>
          {problem === '' ? (
            <PreviewPanel preview={preview} seconds={seconds} usual={usual} />
          ) : (
            <p class="problem">{problem}</p>
          )}
        </div>
      </DialogForm>
    </Dialog>
  );
}
