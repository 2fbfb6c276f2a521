import Link from 'next/link';
import type { SimSetup } from '@/lib/simulate/setup/fields';
import { simHref } from '../use-sim-setup';

interface StudyLinksProps {
  readonly label: string;
  readonly runs: readonly { readonly name: string; readonly setup: SimSetup }[];
}

/** The runs behind a study, each to be opened. */
export function StudyLinks({ label, runs }: StudyLinksProps) {
  return (
    <p className="row wrap gap-x-4 above-2 small">
      {label}
      {runs.map(({ name, setup }) => (
        <Link
          key={name}
          href={simHref(setup)}
          className="inline-row target"
          prefetch={false}
          aria-label={`${label} ${name}`}
        >
          {name}
        </Link>
      ))}
    </p>
  );
}
