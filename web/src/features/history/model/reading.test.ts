import { describe, expect, it } from 'vitest';
import { isReadingShown } from './reading';

const read = (
  tags: string[],
  emotion: string | null,
  sureness: number | null,
  tone: number | null = null,
): Parameters<typeof isReadingShown>[0] => ({
  emotion_tags: tags,
  ai_emotion_primary: emotion,
  ai_confidence_score: sureness,
  journal_sentiment: tone,
});

describe('what was read in the words', () => {
  it.each([
    ['nothing was chosen', read([], 'joy', 0.4)],
    ['it is sure and of the same kind', read(['anxious', 'sad'], 'fear', 0.8)],
    ['it is sure and the words are the person’s own', read(['wistful'], 'sadness', 0.9)],
  ])('is said where %s', (_, checkIn) => {
    expect(isReadingShown(checkIn)).toBe(true);
  });

  it.each([
    ['it says the opposite of what was chosen', read(['sad'], 'joy', 0.95)],
    ['it speaks against one of two', read(['sad', 'hopeful'], 'joy', 0.95)],
    ['it is not sure', read(['sad'], 'sadness', 0.69)],
    ['no feeling stood out', read(['sad'], null, null, 0.5)],
    ['nothing was read', read([], null, null)],
  ])('is left unsaid where %s', (_, checkIn) => {
    expect(isReadingShown(checkIn)).toBe(false);
  });
});
