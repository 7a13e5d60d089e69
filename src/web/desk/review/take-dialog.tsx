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
  /** Decides. @returns a problem for people; '' if it succeeded */
  decide: (decision: ReviewDecision) => Promise<string>;
  onClose: () => void;
  children?: ComponentChildren;
}

/** Says what taking the wordings would change, and takes them. They can be taken once it has said so. */
export function TakeDialog({ title, tried, decision, decide, onClose, children }: TakeDialogProps) {
  const { preview, problem, seconds, usual } = usePreview(tried);
  const place = useRef<HTMLDivElement>(null);
  const isReady = preview !== undefined || problem !== '';
  // One more Enter takes them, unless somebody is writing.
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
