import { Columns } from '@/components/home/columns';
import { Hero } from '@/components/home/hero';
import { SampleRuler } from '@/components/home/sample-ruler';
import { Stage } from '@/components/home/stage';

export default function HomePage() {
  return (
    <>
      <Hero />
      <Stage />
      <SampleRuler />
      <Columns />
    </>
  );
}
