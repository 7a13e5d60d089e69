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

/** A list that loads page by page, with a button for the next page. */
export const PagedList = ({ label, hasMore, readMore, more, children }: PagedListProps) => (
  <>
    {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- without the role, Safari does not treat it as a list */}
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
