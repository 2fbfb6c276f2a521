const PLACE_KEY = 'trilane.lesson.place';

/** Notes which page of the lesson is read. The overview is where one comes in, not a place to go on from. */
export function rememberPlace(pathname: string): void {
  if (pathname === '/learn') return;
  try {
    localStorage.setItem(PLACE_KEY, pathname);
  } catch {
    // Forbidden or full: the next visit begins at the map.
  }
}

/** The page of the lesson that was read last on this device; `null` = none yet. */
export function rememberedPlace(): string | null {
  try {
    return localStorage.getItem(PLACE_KEY);
  } catch {
    return null;
  }
}
