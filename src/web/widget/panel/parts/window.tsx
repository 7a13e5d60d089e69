import { useEffect, useRef, useState } from 'preact/hooks';
import type { Signal } from '@preact/signals';
import { isComposing } from '#web/common/keys.ts';
import { holdsFiles } from '#web/common/transferred-files.ts';
import { fitViewport, isFullScreen, keepFocusInside } from '../fit.ts';
import { MailForm } from '../forms/mail-form.tsx';
import type { View } from '../view.ts';
import { Banners } from './banners.tsx';
import { catchLostFocus } from '../lost-focus.ts';
import { Composer } from './composer.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';

export interface WindowProps {
  view: View;
  /** Whether it is shown, and whether keyboard focus moves in. */
  shown: Signal<{ isOpen: boolean; focus: boolean }>;
}

/** The chat window: in a corner of the page, or filling a phone's screen. */
export function ChatWindow({ view, shown }: WindowProps) {
  const { strings, settings, close, chat } = view;
  const { isOpen, focus } = shown.value;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isDragging, setDragging] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    if (!isOpen || panel.current === null) return;
    // On a touch screen, focusing the text box would open the keyboard over the conversation.
    const home = (): HTMLElement | null =>
      matchMedia('(pointer: coarse)').matches ? panel.current : box.current;
    const stops = [fitViewport(panel.current), catchLostFocus(panel.current, home)];
    if (focus) home()?.focus({ preventScroll: true });
    return () => {
      for (const stop of stops) stop();
    };
  }, [isOpen]);
  const isUploading = chat.entries.value.some(
    (entry) => entry.kind === 'pending' && entry.files.length > 0 && entry.state === 'sending',
  );
  useEffect(() => {
    if (!isUploading) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isUploading]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !isComposing(event)) close();
    if (event.key === 'Tab' && isFullScreen() && panel.current) keepFocusInside(panel.current, event);
    // Typing here must not trigger the page's shortcuts.
    event.stopPropagation();
  };
  const onDrop = (event: DragEvent): void => {
    // Text goes into the text box.
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setDragging(false);
    const dropped = event.dataTransfer?.files ?? [];
    if (dropped.length > 0) setFiles([...files, ...dropped]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and files for the whole dialog
    <div
      class={`panel ${isDragging ? 'dragging' : ''}`}
      role="dialog"
      aria-label={settings.title ?? strings.supportChat}
      aria-modal={isOpen && isFullScreen()}
      tabIndex={-1}
      hidden={!isOpen}
      ref={panel}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={onDrop}
    >
      <Header view={view} />
      <Log view={view} shown={shown.value} />
      {view.isMailing.value && <MailForm view={view} close={() => (view.isMailing.value = false)} />}
      <Banners view={view} />
      <Composer view={view} isOpen={isOpen} box={box} files={files} setFiles={setFiles} />
      {isDragging && (
        <p class="drop" aria-hidden="true">
          {strings.dropFiles}
        </p>
      )}
    </div>
  );
}
