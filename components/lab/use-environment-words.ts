import { useTranslations } from 'next-intl';
import { useFigures } from '@/components/charts/format';

/** What is said of where a lane ran, in this order; what is not among it goes by its own name, after these. */
const FACTS = [
  'server',
  'runtime',
  'version',
  'runtimeVersion',
  'backend',
  'node',
  'platform',
  'cores',
  'threads',
  'threadsPerInference',
  'threadsPerSession',
  'simd',
  'crossOriginIsolated',
  'clockResolutionMs',
  'mostRowsPerBatch',
  'userAgent',
  'sha256',
] as const;
type Fact = (typeof FACTS)[number];
type Value = string | number | boolean;

/** A file's hash is known by its first characters. */
const HASH_LENGTH = 12;

/** The environment stamp of a lane in words: "8 cores · Chrome 142 · …". */
export function useEnvironmentWords(): (environment: Readonly<Record<string, Value>>) => string {
  const t = useTranslations('lab.details.where');
  const { duration } = useFigures();
  const inWords = (fact: Fact, value: Value) => {
    if (typeof value === 'boolean') return t(`${fact}`, { value: value ? 'yes' : 'no' });
    if (fact === 'clockResolutionMs') return t(fact, { value: duration(Number(value)) });
    if (fact === 'userAgent') return t(fact, { value: browserOf(String(value)) });
    if (fact === 'sha256') return t(fact, { value: String(value).slice(0, HASH_LENGTH) });
    return t(fact, { value });
  };
  return (environment) => {
    const known = FACTS.flatMap((fact) => {
      const value = environment[fact];
      return value === undefined ? [] : [inWords(fact, value)];
    });
    const rest = Object.entries(environment).flatMap(([key, value]) =>
      FACTS.some((fact) => fact === key) ? [] : [`${key} ${value}`],
    );
    return [...known, ...rest].join(' · ');
  };
}

/** Browsers that name others in their own name come before those. */
const BROWSERS = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+(?:\.\d+)?).*\bSafari\//],
] as const;

/** The browser and its version, as far as a user agent tells; else all of it. */
export function browserOf(userAgent: string): string {
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return userAgent;
}
