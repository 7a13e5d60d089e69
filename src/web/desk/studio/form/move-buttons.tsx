import { Icon } from '../../shell/icon.tsx';
import { formWords as words } from './words.ts';

/** Buttons that move an item up or down in its list. */
export const MoveButtons = ({
  name,
  tabIndex = 0,
  isFirst,
  isLast,
  onMove,
}: {
  name: string;
  tabIndex?: number;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
}) => (
  <>
    <button
      type="button"
      tabIndex={tabIndex}
      class="icon-button studio-up"
      aria-label={words.up(name)}
      title={words.upShort}
      aria-disabled={isFirst}
      onClick={() => !isFirst && onMove(-1)}
    >
      <Icon name="down" />
    </button>
    <button
      type="button"
      tabIndex={tabIndex}
      class="icon-button"
      aria-label={words.down(name)}
      title={words.downShort}
      aria-disabled={isLast}
      onClick={() => !isLast && onMove(1)}
    >
      <Icon name="down" />
    </button>
  </>
);
