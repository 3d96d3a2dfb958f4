using System.Collections.Frozen;

namespace Halcyon.Signals.Channels;

/// <summary>Recognises 10-20 and 10-10 electrode names in the labels that recorders write.</summary>
/// <remarks>
/// ACNS Guideline 2 (2016): T7, T8, P7 and P8 are today's names of T3, T4, T5 and T6. O9 and O10 are the places I1 and I2.
/// A1/A2 are ear lobes and M1/M2 mastoids: different places, never equated.
/// </remarks>
public static class ElectrodeNames
{
    private static readonly FrozenDictionary<string, string> Canonical = BuildCanonical();

    private static readonly string[] Prefixes = ["EEG ", "EEG-", "EEG_", "EEG:", "POL "];

    private static readonly FrozenSet<string> ReferenceNames = FrozenSet.ToFrozenSet(
        ["REF", "REFERENCE", "LE", "RE", "AR", "AVG", "AV", "AVE", "CAR", "A1", "A2", "A1A2", "A1+A2", "M1", "M2", "M1M2",
            "M1+M2", "LINKED", "LM", "ROC", "LOC", "G2", "G19", "NOSE", "COM", "REST"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> EarReferences = FrozenSet.ToFrozenSet(
        ["LE", "RE", "A1", "A2", "A1A2", "A1+A2", "M1", "M2", "M1M2", "M1+M2", "LM"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> EarAndMastoid = FrozenSet.ToFrozenSet(["A1", "A2", "M1", "M2"]);

    /// <summary>Canonical name ("Fp1", "T7") or null when the label is no single electrode ("Fpz-Cz", "EOG left").</summary>
    public static string? FromLabel(string label)
    {
        var text = WithoutPrefix(label);
        if (Canonical.TryGetValue(text, out var name))
            return name;
        return WithoutReference(text);
    }

    /// <summary>Does the label name two places ("Fpz-Cz", "A1-A2"), so that the signal is a difference and no electrode's own?</summary>
    /// <remarks>A label such as "C3-A2" tells an electrode and what it was recorded against, and is no derivation here.</remarks>
    public static bool IsDerivation(string label)
    {
        if (FromLabel(label) is not null)
            return false;
        var text = WithoutPrefix(label);
        var dash = text.IndexOfAny(['-', '/']);
        return dash > 0 && Canonical.ContainsKey(text[..dash].TrimEnd('.', ' ')) && Canonical.ContainsKey(text[(dash + 1)..].Trim(' ', '.', '(', ')'));
    }

    /// <summary>The ear or mastoid that the label says the channel was recorded against ("A2" of "C3-A2"), in capitals; null for none.</summary>
    internal static string? EarReference(string label)
    {
        var dash = label.LastIndexOfAny(['-', '/']);
        return dash > 0 && EarReferences.TryGetValue(label[(dash + 1)..].Trim(' ', '.', '(', ')'), out var name) ? name : null;
    }

    /// <summary>
    /// Names for all labels of one recording. Amplifiers that number their inputs A1…A32, B1…B32 use letters that are
    /// also 10-10 rows (their "C3" is not C3), so such a set gets no names for labels of that pattern.
    /// </summary>
    public static string?[] FromLabels(IReadOnlyList<string> labels)
    {
        var bankNumbered = labels.Count(IsBankNumberOutsideTenTen) >= 3;
        var names = new string?[labels.Count];
        for (var i = 0; i < labels.Count; i++)
            names[i] = bankNumbered && IsBankNumber(labels[i]) ? null : FromLabel(labels[i]);
        return names;
    }

    private static string WithoutPrefix(string label)
    {
        var text = label.Trim();
        foreach (var prefix in Prefixes)
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                text = text[prefix.Length..].TrimStart();
        return text.TrimEnd('.', ' ');
    }

    private static string? WithoutReference(string text)
    {
        var dash = text.IndexOfAny(['-', '/']);
        if (dash <= 0)
            return null;
        var electrode = text[..dash].TrimEnd('.', ' ');
        var reference = text[(dash + 1)..].Trim(' ', '.', '(', ')');
        if (!ReferenceNames.Contains(reference) || !Canonical.TryGetValue(electrode, out var name))
            return null;
        // "A1-A2" measures between the ears: neither place alone.
        return EarAndMastoid.Contains(name) && Canonical.ContainsKey(reference) ? null : name;
    }

    private static bool IsBankNumber(string label) =>
        label.Length is 2 or 3 && label[0] is >= 'A' and <= 'H' && label.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsBankNumberOutsideTenTen(string label) =>
        IsBankNumber(label) && label[0] is 'A' or 'B' or 'D' or 'E' or 'G' or 'H' && !Canonical.ContainsKey(label);

    private static FrozenDictionary<string, string> BuildCanonical()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var position in ElectrodePositions.All)
            names[position.Name] = position.Name;
        foreach (var name in (string[])["A1", "A2", "M1", "M2"])
            names[name] = name;
        (names["T3"], names["T4"], names["T5"], names["T6"]) = ("T7", "T8", "P7", "P8");
        // Some caps count on from O1 and O2 where the 10-10 system begins the inion's row.
        (names["O9"], names["O10"]) = ("I1", "I2");
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
