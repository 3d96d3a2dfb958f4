import type { ViewStore } from '../model/viewState';

/** One frame's work, in the order it is done. */
export interface FrameWork {
  /** Draws what is on screen. */
  draw(): void;
  /** Draws only what follows the pointer. */
  drawPointer(): void;
  /** Makes one more picture ahead of time; true when there is another to make. */
  prepare(): boolean;
}

/** Ahead-of-time work is left for the next frame once this one has taken so long. */
const frameBudgetMilliseconds = 9;
/** A frame later than this is the first of a movement. */
const longestStepMilliseconds = 80;
const firstStepMilliseconds = 16;

/** Runs frames only while something changed, moves, or can be prepared. */
export class ViewLoop {
  readonly #store: ViewStore;
  readonly #work: FrameWork;
  readonly #unsubscribe: () => void;
  #request = 0;
  #last = 0;
  #isDirty = true;
  #isPointerDirty = true;
  #isPreparing = true;

  constructor(store: ViewStore, work: FrameWork) {
    this.#store = store;
    this.#work = work;
    this.#unsubscribe = store.subscribe((state, before) => {
      const isPointerOnly =
        state.viewport === before.viewport &&
        state.targetSeconds === before.targetSeconds &&
        state.selectedNoteId === before.selectedNoteId &&
        state.scrollTop === before.scrollTop;
      this.#isDirty ||= !isPointerOnly;
      this.#isPointerDirty = true;
      this.#schedule();
    });
    this.#schedule();
  }

  invalidate(): void {
    this.#isDirty = true;
    this.#isPreparing = true;
    this.#schedule();
  }

  dispose(): void {
    this.#unsubscribe();
    cancelAnimationFrame(this.#request);
    this.#request = -1;
  }

  #schedule(): void {
    if (this.#request === 0) {
      this.#request = requestAnimationFrame((now) => this.#frame(now));
    }
  }

  #frame(now: number): void {
    this.#request = 0;
    const started = performance.now();
    const sinceLast = now - this.#last;
    const elapsed = sinceLast > 0 && sinceLast < longestStepMilliseconds ? sinceLast : firstStepMilliseconds;
    this.#last = now;
    const state = this.#store.getState();
    if (state.targetSeconds !== state.viewport.fromSeconds) {
      // Stays scheduled by the change it makes.
      state.advance(elapsed);
    }
    const isMoving = this.#isDirty;
    if (this.#isDirty) {
      this.#isDirty = false;
      this.#isPreparing = true;
      this.#work.draw();
    }
    if (this.#isPointerDirty || isMoving) {
      this.#isPointerDirty = false;
      this.#work.drawPointer();
    }
    if (this.#isPreparing && performance.now() - started < frameBudgetMilliseconds) {
      this.#isPreparing = this.#work.prepare();
    }
    if (this.#isPreparing) {
      this.#schedule();
    }
  }
}
