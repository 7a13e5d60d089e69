import { useState } from 'preact/hooks';
import type { DeskPasswordLink } from '#desk/team-wire.ts';
import { Dialog } from '../parts/dialog.tsx';
import { shortTime } from '../times.ts';
import { accountWords as words } from './words.ts';

/** Shows a link that sets a password: once, since the server keeps only its hash. */
export function LinkDialog({
  name,
  link,
  onClose,
}: {
  name: string;
  link: DeskPasswordLink;
  onClose: () => void;
}) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link.url);
      setCopied(true);
    } catch {
      // Without permission or HTTPS there is no clipboard; the link can still be selected.
      setCopied(false);
    }
  };
  return (
    <Dialog title={words.linkTitle(name)} onClose={onClose}>
      <p>{words.linkText(shortTime(link.expiresAt))}</p>
      <p>
        <input
          class="field link"
          aria-label={words.link}
          readOnly
          value={link.url}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </p>
      <div class="dialog-foot">
        <span class="soft" role="status">
          {isCopied && words.copied}
        </span>
        <button type="button" class="quiet" onClick={onClose}>
          {words.done}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          {words.copy}
        </button>
      </div>
    </Dialog>
  );
}
