/** How old the newest answers of a job are, from when the run that made them was due. It grows by itself until newer ones are there. */
export class AnswersAge {
  /** Area over time, ms x ms. */
  area = 0;
  mostMs = 0;
  /** Since when it is counted, and until when; NaN before there are any answers. */
  firstMs = Number.NaN;
  lastMs = Number.NaN;
  #dueMs = 0;

  /** Answers of a run are there. @param dueMs when it was due */
  renew(dueMs: number, nowMs: number): void {
    if (Number.isNaN(this.lastMs)) this.firstMs = nowMs;
    else {
      const atStart = this.lastMs - this.#dueMs;
      const atEnd = nowMs - this.#dueMs;
      this.area += ((atStart + atEnd) / 2) * (nowMs - this.lastMs);
      this.mostMs = Math.max(this.mostMs, atEnd);
    }
    this.#dueMs = dueMs;
    this.lastMs = nowMs;
  }
}
