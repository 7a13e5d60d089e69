import type { ComponentChildren } from 'preact';

interface PlaceProps {
  label: string;
  /** It is no higher than a plot. */
  isLow?: boolean;
  children: ComponentChildren;
}

/** A place in which a table scrolls; it can be reached by keyboard for that. */
export const ScrollingTable = ({ label, isLow = false, children }: PlaceProps) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
  <div class={`table-place ${isLow ? 'low' : ''}`} role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
