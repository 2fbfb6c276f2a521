'use client';

import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { currentScheme, onAppearanceChange } from './appearance';
import './mantine-styles';
import { cssVariablesResolver, theme } from './theme';

/** Lets Mantine follow the shell, which owns the choice. */
const followShell = (): MantineColorSchemeManager => {
  let stop = () => {};
  return {
    get: () => (typeof document === 'undefined' ? 'auto' : currentScheme()),
    // Mantine also calls this when it is told of a change: answering would go round for ever.
    set: () => {},
    subscribe: (onUpdate) => {
      stop = onAppearanceChange(() => onUpdate(currentScheme()));
    },
    unsubscribe: () => stop(),
    clear: () => {},
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
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
