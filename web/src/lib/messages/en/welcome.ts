export const welcome = {
  'welcome.title': 'Welcome',
  'welcome.headline': 'See what the recording says.',
  'welcome.text':
    'Halcyon is a self-hosted platform for brain and mind care: bring an EEG recording, read its traces, and have quality, spectra and a report in seconds.',
  'welcome.seeItWork': 'See it work',
  'welcome.seeItWorkText':
    'Opens a generated recording and analyses it in front of you. No account needed; it is erased after 24 hours.',
  'welcome.preparingAccount': 'Opening a demo account…',
  'welcome.preparingRecording': 'Generating a 19-channel recording…',
  'welcome.preparingAnalysis': 'Starting the analysis…',
  'welcome.private': 'Stays on your server',
  'welcome.privateText': 'No cloud, no trackers. Files are encrypted where they lie.',
  'welcome.open': 'Open numbers',
  'welcome.openText': 'Every figure comes with its unit and its method, as JSON, HTML and PDF.',
  'welcome.care': 'Research and education',
  'welcome.careText': 'It supports people who know EEG. It does not diagnose.',
  'welcome.illustration':
    'Six EEG traces with alpha waves at the back of the head and one eye blink at the front',
} as const;
