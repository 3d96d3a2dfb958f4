export const welcome = {
  'welcome.title': 'Welcome',
  'welcome.headline': 'A quiet place on a hard day.',
  'welcome.text':
    'Say how you are in two taps. Halcyon offers one small thing that may help, keeps your own plan for the worst moments, and shows over time what did you good.',
  'welcome.urgent': 'Is it urgent? You need no account for that.',
  'welcome.helpNow': 'Whom to call now',
  'welcome.suns': 'The ten moods of a check-in, from a sun below the horizon to one high in the sky',
  'welcome.lab': 'For labs and clinics',
  'welcome.labTitle': 'See what the recording says',
  'welcome.labText':
    'Bring an EEG recording, read its traces, and have its quality, spectra and a report in seconds. It supports people who know EEG.',
  'welcome.seeItWork': 'See it work',
  'welcome.seeItWorkText':
    'Opens a generated recording and analyses it in front of you. No account needed; it is erased after 24 hours.',
  'welcome.preparingAccount': 'Opening a demo account…',
  'welcome.preparingRecording': 'Generating a 19-channel recording…',
  'welcome.preparingAnalysis': 'Starting the analysis…',
  'welcome.teaching': 'For teaching',
  'welcome.teachingTitle': 'Practise where the truth is known',
  'welcome.teachingText':
    'The generated recording is always the same two minutes: its blinks, its bad electrode and its alpha rhythm are known beforehand, and no patient is in it. Learners can find them and check the answer.',
  'welcome.private': 'Stays on this server',
  'welcome.privateText': 'No cloud, no trackers. Your words and files are encrypted where they lie.',
  'welcome.open': 'Open numbers',
  'welcome.openText': 'Every figure comes with its unit and says how it was worked out.',
  'welcome.care': 'No diagnosis',
  'welcome.careText':
    'For research, education and looking after yourself. It does not take the place of care.',
  'welcome.illustration':
    'Eight EEG traces with alpha waves at the back of the head and one eye blink at the front',
} as const;
