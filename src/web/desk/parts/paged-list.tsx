import type { ComponentChildren } from 'preact';

interface PagedListProps {
  label: string;
  hasMore: boolean;
  readMore: () => void;
  /** The button's text. */
  more: string;
  /** The entries, as `li`. */
  children: ComponentChildren;
}

/** A list that comes in pages, with a button for the next one. */
export const PagedList = ({ label, hasMore, readMore, more, children }: PagedListProps) => (
  <>
    {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari forgets that an unmarked list is one */}
    <ul aria-label={label} role="list">
      {children}
    </ul>
    {hasMore && (
      <button type="button" class="quiet more" onClick={readMore}>
        {more}
      </button>
    )}
  </>
);
