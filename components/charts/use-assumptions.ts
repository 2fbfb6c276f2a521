import { useLocalStorage } from '@mantine/hooks';
import { type Assumptions, assumptionsFrom } from '@/lib/measure/assumptions';

/** The reader's own assumptions, kept in this browser; as usual where nothing usable is kept. */
export function useAssumptions() {
  const [assumptions, keep, reset] = useLocalStorage<Assumptions>({
    key: 'trilane.assumptions',
    defaultValue: assumptionsFrom(null),
    deserialize: fromText,
  });
  return { assumptions, keep, reset };
}

function fromText(text: string | undefined): Assumptions {
  try {
    return assumptionsFrom(text === undefined ? null : JSON.parse(text));
  } catch {
    // Somebody else wrote under this name.
    return assumptionsFrom(null);
  }
}
