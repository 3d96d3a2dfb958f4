import { natures, type CheckIn, type EmotionWord } from '@/features/checkins/model/checkIn';

/** Below this a guess is no match for what the person chose themselves. */
const sureEnough = 0.7;

/** The analysis has its own names for some of the twelve feelings. */
const ownWords: Record<string, EmotionWord> = {
  joy: 'joyful',
  sadness: 'sad',
  anger: 'angry',
  fear: 'scared',
  disgust: 'disgusted',
  surprise: 'surprised',
  anxiety: 'anxious',
  overwhelm: 'overwhelmed',
};

type Read = Pick<
  CheckIn,
  'emotion_tags' | 'ai_emotion_primary' | 'ai_confidence_score' | 'journal_sentiment'
>;

/** Whether what was read may be shown: the person's own words for it come first, and nothing is said against them. */
export function isReadingShown(checkIn: Read): boolean {
  const { ai_emotion_primary: emotion, ai_confidence_score: sureness, journal_sentiment: tone } = checkIn;
  if (checkIn.emotion_tags.length === 0) return emotion !== null || tone !== null;
  if (emotion === null || sureness === null || sureness < sureEnough) return false;
  const read = pleasantnessOf(emotion);
  return read !== null && checkIn.emotion_tags.every((word) => [read, null].includes(pleasantnessOf(word)));
}

/** Null for a word of the person's own, which may mean anything. */
function pleasantnessOf(word: string) {
  const known = ownWords[word] ?? word;
  return known in natures ? natures[known as EmotionWord].pleasantness : null;
}
