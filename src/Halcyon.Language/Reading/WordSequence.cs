namespace Halcyon.Language.Reading;

/// <summary>A text as numbered words and marks. Several may stand on one place of the text ("don't" is "do", "not").</summary>
internal sealed class WordSequence(FoldedText text, bool[] fillers)
{
    private readonly List<(int Id, int Start, int End)> _words = [];

    public int Count => _words.Count;

    public int Id(int index) => _words[index].Id;

    /// <summary>The folded letters; for what the lexicon does not know.</summary>
    public ReadOnlySpan<char> Letters(int index) => text.Characters.AsSpan(_words[index].Start.._words[index].End);

    public bool IsBoundary(int index) => _words[index].Id == Lexicon.Boundary;

    public bool IsMark(int index) => _words[index].Id is Lexicon.Pause or Lexicon.Quote;

    /// <summary>Says how much or how sure ("really", "honestly"), or nothing: skipped between the words of a pattern.</summary>
    public bool IsFiller(int index) => IsMark(index) || fillers[_words[index].Id] || IsAdverb(index);

    public int OriginalStart(int index) => text.OriginalStart(_words[index].Start);

    public int OriginalEnd(int index) => text.OriginalEnd(_words[index].End - 1);

    public void Add(int id, int start, int end) => _words.Add((id, start, end));

    private bool IsAdverb(int index)
    {
        var (id, start, end) = _words[index];
        return id == Lexicon.Unknown && end - start > 4 && text.Characters.AsSpan(start, end - start).EndsWith("ly");
    }
}
