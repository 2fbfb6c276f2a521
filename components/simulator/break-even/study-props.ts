import type { SimSetup } from '@/lib/simulate/setup/fields';
import type { ServiceProfile } from '@/lib/simulate/setup/profile';

export interface StudyProps {
  readonly setup: SimSetup;
  readonly profile: ServiceProfile;
  /** It is only played while it is. */
  readonly isOpen: boolean;
}
