import { DEPTHS, type Depth } from '@/lib/lesson/outline';

/**
 * Colour scheme, profile and the depth of the lesson live as attributes of <html>: `data-scheme` (what was chosen),
 * `data-mantine-color-scheme` (what that comes to), `data-profile` and `data-depth`. CSS reads them, this module writes them, localStorage remembers them.
 */
export const SCHEMES = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

export const PROFILES = ['standard', 'projector'] as const;
export type Profile = (typeof PROFILES)[number];

const SCHEME_KEY = 'trilane.scheme';
const PROFILE_KEY = 'trilane.profile';
const DEPTH_KEY = 'trilane.depth';
const CHANGED = 'trilane:appearance';
const DARK = '(prefers-color-scheme: dark)';

/**
 * Runs in <head> before the first paint, as text. `?profile=projector` and `?depth=detailed` count for this visit and are
 * not remembered.
 * Storage may be forbidden; then the defaults hold.
 */
export const APPEARANCE_SCRIPT = `(()=>{const d=document.documentElement,g=k=>{try{return localStorage.getItem(k)}catch{return null}},
s=g('${SCHEME_KEY}'),u=new URLSearchParams(location.search),q=u.get('profile'),h=u.get('depth')??g('${DEPTH_KEY}'),p=q==='projector'||q==='standard'?q:g('${PROFILE_KEY}');
d.dataset.scheme=s==='light'||s==='dark'?s:'auto';
d.dataset.mantineColorScheme=d.dataset.scheme==='auto'?(matchMedia('${DARK}').matches?'dark':'light'):s;
d.dataset.profile=p==='projector'?p:'standard';
d.dataset.depth=h==='quick'||h==='detailed'?h:'standard'})()`;

export function currentScheme(): Scheme {
  return SCHEMES.find((scheme) => scheme === document.documentElement.dataset.scheme) ?? 'auto';
}

export function currentProfile(): Profile {
  return PROFILES.find((profile) => profile === document.documentElement.dataset.profile) ?? 'standard';
}

/** How deep the lesson goes, on every page of it. */
export function currentDepth(): Depth {
  return DEPTHS.find((depth) => depth === document.documentElement.dataset.depth) ?? 'standard';
}

export function chooseDepth(depth: Depth): void {
  document.documentElement.dataset.depth = depth;
  remember(DEPTH_KEY, depth);
  window.dispatchEvent(new Event(CHANGED));
}

export function chooseScheme(scheme: Scheme): void {
  document.documentElement.dataset.scheme = scheme;
  remember(SCHEME_KEY, scheme);
  apply();
}

export function chooseProfile(profile: Profile): void {
  document.documentElement.dataset.profile = profile;
  remember(PROFILE_KEY, profile);
  window.dispatchEvent(new Event(CHANGED));
}

/** Calls back after every change, also one of the operating system's while the choice is `auto`. */
export function onAppearanceChange(callback: () => void): () => void {
  const system = matchMedia(DARK);
  window.addEventListener(CHANGED, callback);
  system.addEventListener('change', apply);
  // The system may have changed between the first paint and this moment.
  if (document.documentElement.dataset.mantineColorScheme !== effectiveScheme()) apply();
  return () => {
    window.removeEventListener(CHANGED, callback);
    system.removeEventListener('change', apply);
  };
}

function effectiveScheme(): 'light' | 'dark' {
  const scheme = currentScheme();
  if (scheme !== 'auto') return scheme;
  return matchMedia(DARK).matches ? 'dark' : 'light';
}

function apply(): void {
  document.documentElement.dataset.mantineColorScheme = effectiveScheme();
  window.dispatchEvent(new Event(CHANGED));
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Forbidden or full: the choice holds until the page is left.
  }
}
