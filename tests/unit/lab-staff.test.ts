import { describe, expect, it } from 'vitest';
import { createLabStaff } from '@/lib/batch/lab/lab-staff';

describe('the workers of the Lab', () => {
  function staffed(cores = 2) {
    let nowMs = 0;
    const staff = createLabStaff(cores, () => nowMs);
    /** A worker tells every so often that it is at a job. */
    const at = (jobId: string, forMs: number, waiting: number) => {
      for (const endMs = nowMs + forMs; nowMs < endMs; nowMs += 50) staff.isAt(jobId, waiting);
    };
    return { staff, at, rest: (ms: number) => (nowMs += ms) };
  }

  it('are one while jobs are short, however many wait', () => {
    const { staff, at } = staffed();
    for (let job = 0; job < 100; job++) {
      at(`job-${job}`, 300, 60);
      staff.isOver(`job-${job}`);
    }
    expect(staff.wanted()).toBe(1);
  });

  it.each([
    ['nobody waits behind a long one', 2, 0, 1],
    ['somebody waits behind a long one', 2, 1, 2],
    ['there is one core for all', 1, 1, 1],
  ])('where %s (%i cores, %i waiting) are %i', (_what, cores, waiting, wanted) => {
    const { staff, at } = staffed(cores);
    at('long', 5000, waiting);
    expect(staff.wanted()).toBe(wanted);
  });

  it('are one again when the other was not needed for a minute', () => {
    const { staff, at, rest } = staffed();
    at('long', 5000, 3);
    staff.isOver('long');
    rest(59_000);
    expect(staff.wanted()).toBe(2);
    rest(2000);
    expect(staff.wanted()).toBe(1);
  });
});
