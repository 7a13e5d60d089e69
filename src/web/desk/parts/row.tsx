import type { ComponentChildren } from 'preact';
import { Avatar } from './avatar.tsx';

export interface RowProps {
  href: string;
  isCurrent: boolean;
  /** The person's name. */
  name: string;
  /** What to derive the avatar's colour from. */
  avatarId: string;
  /** Whether they are on the page; null if unknown. */
  isPresent?: boolean | null;
  /** At the end of the first line: a time, or how long they have waited. */
  end: ComponentChildren;
  /** Their last message; '' if none yet. */
  words: ComponentChildren;
  /** The last line: facts and states. */
  children: ComponentChildren;
  /** A button next to the link. */
  action?: ComponentChildren;
}

/** A list entry: who and when, their words on up to two lines, then pills. */
export const Row = ({
  href,
  isCurrent,
  name,
  avatarId,
  isPresent,
  end,
  words,
  children,
  action,
}: RowProps) => (
  <li class="row">
    <a class="row-link" href={href} aria-current={isCurrent ? 'true' : undefined}>
      <Avatar name={name} id={avatarId} mark={isPresent === true ? 'available' : undefined} />
      <span class="row-head">
        <strong dir="auto" translate={false}>
          {name}
        </strong>
        {end}
      </span>
      {words !== '' && (
        <span class="row-words" dir="auto">
          {words}
        </span>
      )}
      <span class="row-pills">{children}</span>
    </a>
    {action}
  </li>
);
