import { useEffect, useRef } from 'preact/hooks';
import type { DeskCannedReply } from '#desk/wire.ts';
import { plainText } from '#text/plain-text.ts';
import type { CannedMenu } from './use-canned-menu.ts';
import { composerWords as words } from './words.ts';

export const CANNED_MENU_ID = 'canned-menu';
export const optionId = (at: number): string => `${CANNED_MENU_ID}-${at}`;

/** The canned replies that match the text after the slash. The box keeps the focus and handles the keys. */
export function CannedMenuView({
  menu: { isOpen, found, at },
  fill,
  take,
}: {
  menu: CannedMenu;
  /** Fills in the placeholders. */
  fill: (text: string) => string;
  take: (reply: DeskCannedReply) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: 'nearest' }), [at]);
  if (!isOpen) return null;
  return (
    <div class="canned-menu">
      <div
        ref={list}
        id={CANNED_MENU_ID}
        class="options"
        role="listbox"
        aria-label={words.cannedReplies}
        tabIndex={0}
      >
        {found.map((reply, index) => (
          <div
            key={reply.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onMouseDown={(event) => {
              // The box keeps the focus.
              event.preventDefault();
              take(reply);
            }}
          >
            <strong>{reply.title}</strong>
            <span class="soft">{plainText(fill(reply.text))}</span>
          </div>
        ))}
      </div>
      <p class="soft" role="status">
        {found.length === 0 ? words.noCannedReply : ''}
      </p>
    </div>
  );
}
