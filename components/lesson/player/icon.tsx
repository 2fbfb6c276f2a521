const PATHS = {
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z',
  previous: 'M6 5h2.5v14H6zM19 5v14l-9.5-7z',
  next: 'M15.5 5H18v14h-2.5zM5 5v14l9.5-7z',
  back: 'M12 5V1.8L6.8 6 12 10.2V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z',
} as const;

/** A sign of the player's; the button around it has the words. Turns with the direction of the text. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" data-icon={name}>
      <path d={PATHS[name]} />
    </svg>
  );
}
