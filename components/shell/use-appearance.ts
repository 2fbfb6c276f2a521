import { useSyncExternalStore } from 'react';
import type { Depth } from '@/lib/lesson/outline';
import {
  currentDepth,
  currentProfile,
  currentScheme,
  onAppearanceChange,
  type Profile,
  type Scheme,
} from './appearance';

/** What the reader chose; `auto` and `standard` while the page is being made on the server. */
export function useScheme(): Scheme {
  return useSyncExternalStore(onAppearanceChange, currentScheme, () => 'auto');
}

export function useProfile(): Profile {
  return useSyncExternalStore(onAppearanceChange, currentProfile, () => 'standard');
}

export function useDepth(): Depth {
  return useSyncExternalStore(onAppearanceChange, currentDepth, () => 'standard');
}
