import { useState } from 'preact/hooks';
import type { AgentProfile } from '#handoff/handoff-status.ts';

/** An agent's picture, or their initials. Their name is shown next to it. */
export function Face({ agent: { name, avatarUrl } }: { agent: AgentProfile }) {
  const [isBroken, setBroken] = useState(false);
  const isShown = avatarUrl !== undefined && /^(https?:|data:image\/)/.test(avatarUrl) && !isBroken;
  if (isShown) return <img class="face" src={avatarUrl} alt="" onError={() => setBroken(true)} />;
  const initials = name
    .split(/\s+/)
    .map((word) => /^./su.exec(word)?.[0] ?? '')
    .slice(0, 2)
    .join('');
  return (
    <span class="face" aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  );
}
