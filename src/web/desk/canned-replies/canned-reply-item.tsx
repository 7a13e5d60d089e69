import type { DeskCannedReply } from '#desk/wire.ts';
import { plainText } from '#text/plain-text.ts';
import { Menu, MenuItem } from '../parts/menu.tsx';
import { Icon } from '../shell/icon.tsx';
import { cannedWords as words } from './words.ts';

interface CannedReplyItemProps {
  reply: DeskCannedReply;
  /** Its index in the whole list, from 0, and the last index. */
  place: number;
  last: number;
  mayEdit: boolean;
  onOpen: (window: 'edit' | 'remove') => void;
  onMove: (to: number) => void;
}

/** One canned reply, with its actions. */
export const CannedReplyItem = ({ reply, place, last, mayEdit, onOpen, onMove }: CannedReplyItemProps) => (
  <li class="card">
    <div class="card-head">
      <h3 dir="auto">{reply.title}</h3>
      {mayEdit && (
        <Menu label={words.actions(reply.title)} look="icon-button" button={<Icon name="more" />}>
          <MenuItem onChoose={() => onOpen('edit')}>{words.edit}</MenuItem>
          {place > 0 && <MenuItem onChoose={() => onMove(place - 1)}>{words.up}</MenuItem>}
          {place < last && <MenuItem onChoose={() => onMove(place + 1)}>{words.down}</MenuItem>}
          <MenuItem onChoose={() => onOpen('remove')}>{words.remove}</MenuItem>
        </Menu>
      )}
    </div>
    <p class="plain" dir="auto">
      {plainText(reply.text)}
    </p>
  </li>
);
