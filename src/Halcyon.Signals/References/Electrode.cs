using System.Runtime.InteropServices;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.References;

/// <summary>Where an electrode name of the 10-20 or 10-10 system stands on the grid of its rows and columns.</summary>
/// <remarks>
/// Rows run from the forehead (0, Fp) to the neck (9, I), columns from left (−5) over the midline (0) to right (5).
/// ACNS Guideline 2 (doi:10.1097/WNP.0000000000000316): the letters name the row, odd numbers the left.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Electrode(int Row, int Column)
{
    private static readonly Dictionary<string, int> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Fp"] = 0,
        ["AF"] = 1,
        ["F"] = 2,
        ["FC"] = 3,
        ["FT"] = 3,
        ["C"] = 4,
        ["T"] = 4,
        ["CP"] = 5,
        ["TP"] = 5,
        ["P"] = 6,
        ["PO"] = 7,
        ["O"] = 8,
        ["I"] = 9,
    };

    /// <summary>The modern 10-10 spelling: T3, T4, T5, T6 are T7, T8, P7, P8.</summary>
    public static string Canonical(string name) => name.ToUpperInvariant() switch
    {
        "T3" => "T7",
        "T4" => "T8",
        "T5" => "P7",
        "T6" => "P8",
        _ => name,
    };

    public static Electrode? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        name = Canonical(name);
        var letters = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var digits = name[letters.Length..];
        if (digits.Length == 0 && letters.EndsWith('z') | letters.EndsWith('Z'))
            return Rows.TryGetValue(letters[..^1], out var midline) ? new Electrode(midline, 0) : null;
        if (digits.Length != 1 || digits == "0" || !Rows.TryGetValue(letters, out var row))
            return null;

        var number = digits[0] - '0';
        var column = (number + 1) / 2;
        // Fp1, O1 and I1 end the chains of F3 and P3: number 1 stands where 3 stands in the longer rows.
        if (row is 0 or 8 or 9 && column == 1)
            column = 2;
        return new Electrode(row, number % 2 == 1 ? -column : column);
    }

    /// <summary>The recorded EEG channel of each electrode name, by modern spelling; the first of doubles.</summary>
    public static Dictionary<string, ChannelInfo> ByName(IEnumerable<ChannelInfo> channels)
    {
        var byName = new Dictionary<string, ChannelInfo>(StringComparer.OrdinalIgnoreCase);
        foreach (var channel in channels)
        {
            if (channel is { Kind: ChannelKind.Eeg, Name: { } name })
                byName.TryAdd(Canonical(name), channel);
        }

        return byName;
    }
}
