using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>Which cues each sentence holds, and those beside it.</summary>
internal sealed class CueIndex
{
    private static readonly HashSet<string> None = [];
    private readonly int[] _sentenceOf;
    private readonly Dictionary<int, HashSet<string>> _bySentence = [];

    public CueIndex(WordSequence words, IEnumerable<RuleMatch> cues)
    {
        _sentenceOf = new int[words.Count];
        for (int index = 0, sentence = 0; index < words.Count; index++)
        {
            _sentenceOf[index] = sentence;
            if (words.IsBoundary(index))
                sentence++;
        }
        foreach (var cue in cues)
        {
            var sentence = _sentenceOf[cue.First];
            if (!_bySentence.TryGetValue(sentence, out var names))
                _bySentence[sentence] = names = new HashSet<string>(StringComparer.Ordinal);
            names.Add(cue.Rule.Name);
        }
    }

    public SentenceCues Of(int word)
    {
        var sentence = _sentenceOf[word];
        var here = At(sentence);
        var nearby = new HashSet<string>(here, StringComparer.Ordinal);
        nearby.UnionWith(At(sentence - 1));
        nearby.UnionWith(At(sentence + 1));
        return new SentenceCues(here, nearby);
    }

    private HashSet<string> At(int sentence) => _bySentence.GetValueOrDefault(sentence, None);
}
