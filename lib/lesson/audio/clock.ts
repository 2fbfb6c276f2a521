/** A moment as clocks of players show it: whole minutes and the seconds past them. @param atS seconds, 0 or more */
export function clockParts(atS: number): { minutes: number; seconds: number } {
  const whole = Math.floor(atS);
  return { minutes: Math.floor(whole / 60), seconds: whole % 60 };
}
