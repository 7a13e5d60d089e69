const rows = [0, 1, 2, 3];

/** Grey placeholders in the shape of a list. */
export const SkeletonRows = () => (
  <div class="skeleton" aria-hidden="true">
    {rows.map((row) => (
      <div key={row} class="skeleton-row">
        <span class="bar round" />
        <span class="bar short" />
        <span class="bar" />
      </div>
    ))}
  </div>
);

/** Grey placeholders in the shape of a conversation. */
export const SkeletonTalk = () => (
  <div class="skeleton talk" aria-hidden="true">
    <span class="bar bubble-bar" />
    <span class="bar bubble-bar ours" />
    <span class="bar bubble-bar" />
  </div>
);
