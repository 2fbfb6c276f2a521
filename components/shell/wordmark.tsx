/** The three-bar sign: one bar a lane, each a little shorter. */
export function Wordmark() {
  return (
    <svg viewBox="0 0 26 18" aria-hidden="true" width="1.625rem" height="1.125rem" className="rigid">
      <rect x="0" y="0" width="26" height="4" rx="2" fill="var(--batch)" />
      <rect x="5" y="7" width="21" height="4" rx="2" fill="var(--online)" />
      <rect x="11" y="14" width="15" height="4" rx="2" fill="var(--edge)" />
    </svg>
  );
}
