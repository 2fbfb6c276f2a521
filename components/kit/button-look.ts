import styles from './button.module.css';

/** `go` leads on, one a view; `quiet` is any other; `plain` reads as a link, `dotted` as one that nobody needs; `bare` leaves its look to whoever places it. */
export type ButtonLook = 'go' | 'quiet' | 'plain' | 'dotted' | 'bare';

/** The classes of a button, for links that look like one; `className` adds to them. */
export function buttonLook(look: ButtonLook = 'quiet', className?: string): string {
  return className ? `${styles[look]} ${className}` : `${styles[look]}`;
}
