using System.Runtime.InteropServices;

namespace Halcyon.Language.Reading;

/// <summary>The words that the rules know, numbered. Filled while the rules are read, then never changed.</summary>
internal sealed class Lexicon
{
    public const int Unknown = 0;
    public const int AnyWord = 1;
    public const int Pause = 2;
    public const int Boundary = 3;
    public const int Quote = 4;
    private const int FirstFree = 5;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = ["", "", "", "", ""];

    public int Count => _words.Count;

    public IEnumerable<string> Words => _words.Skip(FirstFree);

    public int Add(string word)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, word, out var known);
        if (!known)
        {
            id = _words.Count;
            _words.Add(word);
        }
        return id;
    }

    public int Find(ReadOnlySpan<char> word) =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var id) ? id : Unknown;

    public string Word(int id) => _words[id];
}
