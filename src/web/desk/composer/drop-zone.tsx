import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { holdsFiles } from '#web/common/transferred-files.ts';
import { composerWords as words } from './words.ts';

/** Accepts files dropped on its content, and shows a hint while they are dragged over it. */
export function DropZone({
  onDrop,
  children,
}: {
  onDrop: (files: Iterable<File>) => void;
  children: ComponentChildren;
}) {
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      class="drop-zone"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        // Otherwise the browser would leave the page and open the file.
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setIsOver(false);
        onDrop(event.dataTransfer?.files ?? []);
      }}
    >
      {children}
      {isOver && <p class="drop-here">{words.dropHere}</p>}
    </div>
  );
}
