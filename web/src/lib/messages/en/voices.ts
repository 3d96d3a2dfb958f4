const warm = {
  morning: 'Good morning{name}.',
  afternoon: 'Good to see you{name}.',
  evening: 'Good evening{name}.',
  night: 'You are up late{name}. Be gentle with yourself.',
  welcomeBack: 'Welcome back{name}.',
  invite: 'Shall we look at how this moment feels?',
  inviteAgain: 'You can check in again whenever something changes.',
  mood: 'How are you feeling?',
  energy: 'And how much energy do you have?',
  done: 'Thank you for checking in.',
  doneText: 'It is saved. That can be all for now.',
  kept: 'Thank you. It is kept on this device.',
  more: 'Tell me more, if you like',
  moreText: 'Everything here is optional. Leave it whenever you want.',
  suggestions: 'Small things that may help now',
  safetyCheck: 'That sounded heavy. Are you safe right now?',
  followUp: 'Thinking of you. How is it now?',
} as const;

export type VoiceKey = keyof typeof warm;
type Voice = Readonly<Record<VoiceKey, string>>;

const direct: Voice = {
  morning: 'Morning{name}.',
  afternoon: 'Hello{name}.',
  evening: 'Evening{name}.',
  night: 'It is late{name}. Keep it short.',
  welcomeBack: 'Welcome back{name}.',
  invite: 'Mood and energy: two taps.',
  inviteAgain: 'Check in again when something changes.',
  mood: 'Mood, 1 to 10?',
  energy: 'Energy, 1 to 10?',
  done: 'Saved.',
  doneText: 'Done. Add more only if you want to.',
  kept: 'Kept on this device.',
  more: 'Add details',
  moreText: 'All optional.',
  suggestions: 'Worth trying now',
  safetyCheck: 'Are you safe right now?',
  followUp: 'How are you now, after that hard moment?',
};

const playful: Voice = {
  morning: 'Good morning{name}. Weather report for your head, please.',
  afternoon: 'Hello{name}. How is the weather in there?',
  evening: 'Evening{name}. How did the day treat you?',
  night: 'Hello, night owl{name}.',
  welcomeBack: 'Welcome back{name}. The fireflies kept your seat.',
  invite: 'Two taps, and the forecast is in.',
  inviteAgain: 'Weather changed? Tell me again.',
  mood: 'What is the weather in your head?',
  energy: 'And how full is the tank?',
  done: 'Forecast received.',
  doneText: 'Saved. You may wander off now.',
  kept: 'Forecast kept, right here on this device.',
  more: 'Tell me more',
  moreText: 'Pick whatever speaks to you. Skip the rest.',
  suggestions: 'Small experiments for now',
  safetyCheck: 'That sounded like a storm. Are you safe right now?',
  followUp: 'Thinking of you. How is it now?',
};

const professional: Voice = {
  morning: 'Good morning{name}.',
  afternoon: 'Good afternoon{name}.',
  evening: 'Good evening{name}.',
  night: 'Good evening{name}.',
  welcomeBack: 'Welcome back{name}.',
  invite: 'A check-in records mood and energy and takes a few seconds.',
  inviteAgain: 'You may record another check-in at any time.',
  mood: 'Please rate your mood.',
  energy: 'Please rate your energy.',
  done: 'Your check-in is recorded.',
  doneText: 'You may add details or finish here.',
  kept: 'Your check-in is kept on this device.',
  more: 'Add details',
  moreText: 'Every field is optional.',
  suggestions: 'Suggested exercises',
  safetyCheck: 'Are you safe at the moment?',
  followUp: 'How are you now, after that difficult time?',
};

/** The same things said in the four ways a person can choose. */
export const voices = { warm, direct, playful, professional } satisfies Record<string, Voice>;

export type Style = keyof typeof voices;
