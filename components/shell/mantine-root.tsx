'use client';

import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import type { ReactNode } from 'react';
import { chooseScheme, currentScheme, onAppearanceChange } from './appearance';
import './mantine-styles';
import { cssVariablesResolver, theme } from './theme';

/** Lets Mantine follow the shell, which owns the choice. */
const followShell = (): MantineColorSchemeManager => {
  let stop = () => {};
  return {
    get: () => (typeof document === 'undefined' ? 'auto' : currentScheme()),
    set: (scheme) => chooseScheme(scheme),
    subscribe: (onUpdate) => {
      stop = onAppearanceChange(() => onUpdate(currentScheme()));
    },
    unsubscribe: () => stop(),
    clear: () => chooseScheme('auto'),
  };
};
const manager = followShell();

/** Only pages that use Mantine components wrap themselves in this: the shell and the home page do without its weight. */
export function MantineRoot({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={manager}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}
