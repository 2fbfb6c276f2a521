import type { ComponentProps } from 'react';
import { type ButtonLook, buttonLook } from './button-look';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: ButtonLook;
}

/** The one button there is: it submits nothing unless told to, and is as large as a finger. */
export function Button({ look = 'quiet', type = 'button', className, ...rest }: ButtonProps) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />;
}
