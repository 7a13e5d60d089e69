const rows = [0, 1, 2, 3];

/** Grey bars in the shape of a list that is coming. */
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

/** Grey bars in the shape of a conversation that is coming. */
export const SkeletonTalk = () => (
  <div class="skeleton talk" aria-hidden="true">
    <span class="bar bubble-bar" />
    <span class="bar bubble-bar ours" />
    <span class="bar bubble-bar" />
  </div>
);
