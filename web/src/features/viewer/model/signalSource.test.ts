import { describe, expect, it, vi } from 'vitest';
import { encodeSignal, sampleChannel } from '../testing/encodeSignal';
import { decodeSignal, type SignalWindow } from './signalFormat';
import { SignalSource } from './signalSource';
import type { SignalQuery } from './tiles';

const query: SignalQuery = { recordingId: 'r', montage: 'recorded', band: '', notch: '', points: 2048 };

interface Pending {
  range: { fromSeconds: number; toSeconds: number };
  query: SignalQuery;
  signal: AbortSignal;
  resolve: (window: SignalWindow) => void;
  reject: (error: unknown) => void;
}

function setUp(durationSeconds = 1000) {
  const pending: Pending[] = [];
  const events = { onArrival: vi.fn(), onTrouble: vi.fn() };
  const source = new SignalSource(
    durationSeconds,
    (asked, range, signal) =>
      new Promise((resolve, reject) => pending.push({ range, query: asked, signal, resolve, reject })),
    events,
  );
  return { pending, events, source };
}

const window = (range: Pending['range']) =>
  decodeSignal(encodeSignal({ from: range.fromSeconds, to: range.toSeconds, channels: [sampleChannel({})] }));

async function answer(request: Pending | undefined) {
  request?.resolve(window(request.range));
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
}

describe('SignalSource', () => {
  it('asks for what is on screen before anything ahead, and for no more than three at once', () => {
    const { pending, source } = setUp();
    source.show(query, { fromSeconds: 40, pageSeconds: 8 }, 3, 1);
    expect(pending.map(({ range }) => range.fromSeconds)).toEqual([40]);
    expect(source.isWaiting).toBe(true);
    source.show(query, { fromSeconds: 400, pageSeconds: 40 }, 3, 1);
    expect(pending.slice(1).map(({ range }) => range.fromSeconds)).toEqual([400, 408, 416]);
  });

  it('goes on with the next tile when one arrives, and asks for none twice', async () => {
    const { pending, source, events } = setUp();
    source.show(query, { fromSeconds: 40, pageSeconds: 8 }, 3, 1);
    await answer(pending[0]);
    expect(events.onArrival).toHaveBeenCalledOnce();
    expect(source.isWaiting).toBe(false);
    expect(pending.map(({ range }) => range.fromSeconds)).toEqual([40, 48, 56, 32]);
    source.show(query, { fromSeconds: 41, pageSeconds: 6 }, 3, 1);
    expect(pending).toHaveLength(4);
  });

  it('drops requests for places the reader has left', () => {
    const { pending, source } = setUp();
    source.show(query, { fromSeconds: 40, pageSeconds: 8 }, 3, 1);
    source.show(query, { fromSeconds: 800, pageSeconds: 8 }, 3, 1);
    expect(pending[0]?.signal.aborted).toBe(true);
    expect(pending[1]?.range.fromSeconds).toBe(800);
  });

  it('stands in with another level until the right one is here', async () => {
    const { pending, source } = setUp();
    source.show(query, { fromSeconds: 0, pageSeconds: 60 }, 6, 1);
    await answer(pending[0]);
    source.show(query, { fromSeconds: 16, pageSeconds: 8 }, 3, 1);
    const [piece] = source.pieces(16, 24);
    expect(piece?.window?.toSeconds).toBe(64);
    expect([piece?.fromSeconds, piece?.toSeconds, piece?.isFormer]).toEqual([16, 24, false]);
  });

  it('marks samples of former settings as such, and never hands them to readings', async () => {
    const { pending, source } = setUp();
    source.show(query, { fromSeconds: 0, pageSeconds: 8 }, 3, 1);
    await answer(pending[0]);
    source.show({ ...query, montage: 'average' }, { fromSeconds: 0, pageSeconds: 8 }, 3, 1);
    expect(source.pieces(0, 8).map((piece) => piece.isFormer)).toEqual([true]);
    expect(source.windows(0, 8)).toEqual([]);
  });

  it('reports a failure once, goes on with the rest, and tries again when asked', async () => {
    const { pending, source, events } = setUp(8);
    source.show(query, { fromSeconds: 0, pageSeconds: 8 }, 3, 1);
    pending[0]?.reject(new Error('no'));
    await expect.poll(() => events.onTrouble.mock.calls.length).toBe(1);
    expect(source.isWaiting).toBe(false);
    expect(pending).toHaveLength(1);
    source.retry();
    expect(events.onTrouble).toHaveBeenLastCalledWith(null);
    expect(pending).toHaveLength(2);
  });

  it('shows a stretch that has not arrived as missing, not as nothing', () => {
    const { source } = setUp();
    source.show(query, { fromSeconds: 0, pageSeconds: 8 }, 3, 1);
    expect(source.pieces(0, 8)).toEqual([{ fromSeconds: 0, toSeconds: 8, window: null, isFormer: false }]);
  });
});
