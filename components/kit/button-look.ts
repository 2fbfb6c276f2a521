import styles from './button.module.css';

/**
 * `go`: the button that leads on, at most one a view. `quiet`: any other. `plain`: looks like a link. `dotted`: looks like a link with a dotted
 * underline, for what few need. `bare`: has no look of its own; whoever places it gives one.
 */
export type ButtonLook = 'go' | 'quiet' | 'plain' | 'dotted' | 'bare';

/** The classes of a button, for links that look like one; `className` adds to them. */
export function buttonLook(look: ButtonLook = 'quiet', className?: string): string {
  return className ? `${styles[look]} ${className}` : `${styles[look]}`;
}
