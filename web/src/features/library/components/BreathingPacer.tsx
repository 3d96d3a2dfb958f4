import { useEffect, useRef, type RefObject } from 'react';
import { t } from '@/lib/messages/library';
import { breathAt, hasHolds, type BreathPattern } from '../model/breathing';
import { elapsedOf, type Run } from '../model/run';
import { useReducedMotion } from '@/lib/appearance/useReducedMotion';

interface Props {
  text: string;
  pattern: BreathPattern;
  run: Run;
  now: number;
}

/** A shape that grows and shrinks with the breath, and the same in a word and a number. */
export function BreathingPacer({ text, pattern, run, now }: Props) {
  const isStill = useReducedMotion();
  const breath = breathAt(pattern, elapsedOf(run, now) / 1000);
  const word = run.runningSince === null ? t('player.paused') : t(`player.${breath.phase}`);
  return (
    <div className="flex flex-col items-center gap-6 text-center">
      <p className="text-soft text-base text-balance">{text}</p>
      {isStill ? (
        <div className="w-full max-w-88 py-8">
          <Words word={word} seconds={breath.secondsLeft} />
          <div
            aria-hidden
            className="border-line-strong/60 mt-6 h-6 overflow-hidden rounded-full border p-0.5"
          >
            <div className="bg-accent h-full rounded-full" style={{ width: `${breath.fullness * 100}%` }} />
          </div>
        </div>
      ) : (
        <Shape pattern={pattern} run={run}>
          <Words word={word} seconds={breath.secondsLeft} />
        </Shape>
      )}
      <p className="text-soft numeric text-base">
        {t('player.breath', { breath: breath.number, count: pattern.breaths })}
      </p>
    </div>
  );
}

function Words({ word, seconds }: { word: string; seconds: number }) {
  return (
    <p aria-hidden className="flex flex-col items-center">
      <span className="text-xl font-medium">{word}</span>
      <span className="text-soft numeric text-lg">{seconds}</span>
    </p>
  );
}

const emptyScale = 0.46;

function Shape({ pattern, run, children }: { pattern: BreathPattern; run: Run; children: React.ReactNode }) {
  const shape = useRef<HTMLDivElement>(null);
  useDrawnBreath(shape, pattern, run);
  // Four even sides are easier to follow as a square.
  const corners = hasHolds(pattern) ? 'rounded-[18%]' : 'rounded-full';
  return (
    <div className="relative grid size-[min(72vw,20rem,46dvh)] place-items-center">
      <div aria-hidden className={`border-line absolute inset-0 border-2 ${corners}`} />
      <div
        ref={shape}
        aria-hidden
        className={`bg-accent-soft border-accent/60 absolute inset-0 border-2 ${corners}`}
      />
      <div className="relative">{children}</div>
    </div>
  );
}

/** Drawn with every frame and past React: a jerk would be felt in the breath. */
function useDrawnBreath(shape: RefObject<HTMLDivElement | null>, pattern: BreathPattern, run: Run): void {
  useEffect(() => {
    let frame = 0;
    const draw = () => {
      const { fullness } = breathAt(pattern, elapsedOf(run, Date.now()) / 1000);
      const scale = emptyScale + (1 - emptyScale) * fullness;
      shape.current?.style.setProperty('transform', `scale(${scale.toFixed(4)})`);
      if (run.runningSince !== null) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  }, [shape, pattern, run]);
}
