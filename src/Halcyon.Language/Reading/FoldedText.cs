using System.Buffers;
using System.Text;

namespace Halcyon.Language.Reading;

/// <summary>A text in plain small letters, each of which knows where it stands in the original.</summary>
internal sealed class FoldedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    private FoldedText(char[] characters, int[] starts, int[] ends, bool[] capitals)
    {
        Characters = characters;
        _starts = starts;
        _ends = ends;
        Capitals = capitals;
    }

    public char[] Characters { get; }

    /// <summary>Where the original had a capital letter: it tells a new sentence from a pause.</summary>
    public bool[] Capitals { get; }

    public int Length => Characters.Length;

    /// <summary>UTF-16 index in the original of the folded character.</summary>
    public int OriginalStart(int index) => _starts[index];

    /// <summary>UTF-16 index just after the original of the folded character.</summary>
    public int OriginalEnd(int index) => _ends[index];

    public static FoldedText Of(string text)
    {
        var characters = new List<char>(text.Length + 8);
        var starts = new List<int>(text.Length + 8);
        var ends = new List<int>(text.Length + 8);
        var capitals = new List<bool>(text.Length + 8);
        var folded = new StringBuilder();
        for (var index = 0; index < text.Length;)
        {
            var length = 1;
            folded.Clear();
            var first = text[index];
            if (char.IsAscii(first))
                AppendAscii(first, folded);
            // Half of a surrogate pair shows as nothing or as a box; the letters around it still make a word.
            else if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length) == OperationStatus.Done)
                Lookalikes.Append(rune, folded);
            for (var part = 0; part < folded.Length; part++)
            {
                characters.Add(folded[part]);
                starts.Add(index);
                ends.Add(index + length);
                capitals.Add(char.IsUpper(first));
            }
            index += length;
        }
        return new FoldedText([.. characters], [.. starts], [.. ends], [.. capitals]);
    }

    private static void AppendAscii(char character, StringBuilder folded)
    {
        if (character == '`')
            folded.Append('\'');
        else if (character is '\t' or '\v' or '\f')
            folded.Append(' ');
        else if (!char.IsControl(character) || character is '\n' or '\r')
            folded.Append(char.ToLowerInvariant(character));
    }
}
