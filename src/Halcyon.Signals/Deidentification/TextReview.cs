using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Deidentification;

/// <summary>Tells texts that can only be events from texts that might name somebody.</summary>
/// <remarks>
/// A text passes when each of its words is on the list of event words, an electrode, a short code such as "S12" or "T1",
/// or a number of up to three digits, with one code or number at most, and it is no longer than a label. Words that are
/// surnames too pass within known phrases only, and labels hold three digits at most. Everything else fails: names, dates, times,
/// record numbers, ages in words, free prose, and whatever nobody thought of.
/// </remarks>
internal static partial class TextReview
{
    private const int MostWords = 8;
    private const int MostElectrodes = 2;
    private const int MostEventDigits = 4;
    private const int MostLabelDigits = 3;
    private const int LargestChannel = 512;
    private const int LongestText = 100;
    private const int PatienceMilliseconds = 1000;

    public static bool IsPlainEvent(string text)
    {
        if (text.Length > LongestText || LikeDateOrTime().IsMatch(text) || !text.All(char.IsAscii))
            return false;
        var words = Words(text);
        return words.Length <= MostWords
            && text.Count(char.IsAsciiDigit) <= MostEventDigits
            && words.Count(word => ElectrodeNames.FromLabel(word) is null && word.Any(char.IsAsciiDigit)) <= 1
            && words.Count(word => ElectrodeNames.FromLabel(word) is not null) <= MostElectrodes
            && !HoldsInitial(words)
            && AllKnown(words, EventVocabulary.OfEventPhrases, word =>
                IsNumber(word) || ShortCode().IsMatch(word) || EventVocabulary.OfEvents.Contains(word) || ElectrodeNames.FromLabel(word) is not null);
    }

    public static bool IsKnownAmplifier(string text)
    {
        var words = text.Length > LongestText ? [] : Words(text);
        return words.Any(word => !IsNumber(word)) && words.Count(IsNumber) <= 1
            && AllKnown(words, EventVocabulary.OfAmplifierPhrases, word => (word.Length <= 2 && IsNumber(word)) || EventVocabulary.OfAmplifiers.Contains(word));
    }

    /// <summary>An electrode, a derivation, or a signal as recorders number and describe them ("Ch 3", "Fpz-Cz", "Resp thorax").</summary>
    public static bool IsSignalLabel(string label)
    {
        if (label.Length > LongestText || !label.All(char.IsAscii))
            return false;
        // Names of places from a closed list: whatever their digits, they are nobody's number.
        if (ElectrodeNames.FromLabel(label) is not null || ElectrodeNames.IsDerivation(label))
            return true;
        var words = Words(label);
        return words.Length is > 0 and <= MostWords
            && label.Count(char.IsAsciiDigit) <= MostLabelDigits
            && Digits().Matches(label).All(number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) <= LargestChannel)
            && words.All(word => IsNumber(word) || ShortCode().IsMatch(word) || ElectrodeNames.FromLabel(word) is not null
                || EventVocabulary.OfSignals.Contains(word.TrimEnd("0123456789".ToCharArray()).ToLowerInvariant()));
    }

    /// <summary>Filter edges in the spelling of EDF ("HP:0.1Hz LP:75Hz N:50Hz").</summary>
    public static bool IsPrefilter(string text) => text.Length <= LongestText && Prefilter().IsMatch(text);

    /// <summary>A unit as recorders write it: one that is known, or none.</summary>
    public static bool IsUnit(string text) => VoltageUnits.TryGetMicrovoltFactor(text, out _) || EventVocabulary.OfUnits.Contains(text.Trim().ToLowerInvariant());

    /// <summary>A coordinate system or its unit by the names that BIDS keeps a list of.</summary>
    public static bool IsCoordinateWord(string text) => EventVocabulary.OfCoordinates.Contains(text.ToLowerInvariant());

    private static string[] Words(string text) => [.. Separators().Split(text).Where(word => word.Length > 0)];

    /// <summary>Is each word known by itself or as a part of a known phrase? The longest phrase is taken first.</summary>
    private static bool AllKnown(string[] words, FrozenSet<string> phrases, Func<string, bool> isKnown)
    {
        string[] lower = [.. words.Select(word => word.ToLowerInvariant())];
        for (var at = 0; at < lower.Length;)
        {
            // A phrase of one word is the whole text or nothing.
            var length = lower.Length - at;
            while (length > 0 && !((length > 1 || lower.Length == 1) && phrases.Contains(string.Join(' ', lower, at, length))))
                length--;
            if (length == 0 && !isKnown(lower[at]))
                return false;
            at += Math.Max(1, length);
        }
        return true;
    }

    /// <summary>A lone letter is a stage or the kind of a numbered trigger ("W", "Stage W", "S 12"); in front of a word it is somebody's initial.</summary>
    private static bool HoldsInitial(string[] words) => Enumerable.Range(0, words.Length).Any(i =>
        words is not [_] && words[i].Length == 1 && char.IsAsciiLetter(words[i][0])
        && !(i + 1 < words.Length && IsNumber(words[i + 1]))
        && !(i == words.Length - 1 && i > 0 && string.Equals(words[i - 1], "stage", StringComparison.OrdinalIgnoreCase)));

    private static bool IsNumber(string word) => word.Length <= 3 && word.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\d{1,4}\s*[./:-]\s*\d{1,2}(\s*[./:-]\s*\d{1,4})?", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex LikeDateOrTime();

    [GeneratedRegex("^((HP|LP|N|BP|DC|NOTCH)[: =]*[0-9.]*( ?m?k?Hz| ?s)?[,; ]*)*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PatienceMilliseconds)]
    private static partial Regex Prefilter();

    [GeneratedRegex("[0-9]+", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Digits();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Separators();

    [GeneratedRegex("^[A-Za-z][0-9]{1,3}$", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex ShortCode();
}
