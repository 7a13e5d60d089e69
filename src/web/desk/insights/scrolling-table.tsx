import type { ComponentChildren } from 'preact';

interface PlaceProps {
  label: string;
  /** Whether it is limited to the height of a plot. */
  isLow?: boolean;
  children: ComponentChildren;
}

/** A container in which a table scrolls; it can be focused by keyboard. */
export const ScrollingTable = ({ label, isLow = false, children }: PlaceProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling areas must be reachable by keyboard
  <div class={`table-place ${isLow ? 'low' : ''}`} role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
