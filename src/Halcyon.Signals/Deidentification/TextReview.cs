using System.Text.RegularExpressions;
using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Deidentification;

/// <summary>Tells texts that can only be events from texts that might name somebody.</summary>
/// <remarks>
/// A text passes when each of its words is on the list of event words, an electrode, a short code such as "S12" or "T1",
/// or a number of up to three digits, and it is no longer than a label. Everything else fails: names, dates, times,
/// record numbers, ages in words, free prose, and whatever nobody thought of.
/// </remarks>
internal static partial class TextReview
{
    private const int MostWords = 8;
    private const int MostNumbers = 2;
    private const int LongestText = 100;
    private const int PatienceMilliseconds = 1000;

    public static bool IsPlainEvent(string text)
    {
        if (text.Length > LongestText || LikeDateOrTime().IsMatch(text) || !text.All(character => character < 128))
            return false;
        var words = Separators().Split(text).Where(word => word.Length > 0).ToArray();
        return words.Length <= MostWords
            && words.Count(IsNumber) <= MostNumbers
            && words.All(word => IsNumber(word) || ShortCode().IsMatch(word) || EventVocabulary.OfEvents.Contains(word.ToLowerInvariant()) || ElectrodeNames.FromLabel(word) is not null);
    }

    public static bool IsKnownAmplifier(string text)
    {
        var words = text.Length > LongestText ? [] : Separators().Split(text).Where(word => word.Length > 0).ToArray();
        return words.Any(word => EventVocabulary.OfAmplifiers.Contains(word.ToLowerInvariant()))
            && words.All(word => (word.Length <= 2 && IsNumber(word)) || EventVocabulary.OfAmplifiers.Contains(word.ToLowerInvariant()));
    }

    /// <summary>An electrode, a derivation, or a signal as recorders number and describe them ("Ch 3", "Fpz-Cz", "Resp thorax").</summary>
    public static bool IsSignalLabel(string label)
    {
        var words = label.Length > LongestText ? [] : Separators().Split(label).Where(word => word.Length > 0).ToArray();
        return words.Length is > 0 and <= MostWords && label.All(character => character < 128) && words.All(word =>
            IsNumber(word) || ShortCode().IsMatch(word) || ElectrodeNames.FromLabel(word) is not null
            || EventVocabulary.OfSignals.Contains(word.TrimEnd("0123456789".ToCharArray()).ToLowerInvariant()));
    }

    /// <summary>Filter edges in the spelling of EDF ("HP:0.1Hz LP:75Hz N:50Hz").</summary>
    public static bool IsPrefilter(string text) => text.Length <= LongestText && Prefilter().IsMatch(text);

    private static bool IsNumber(string word) => word.Length <= 3 && word.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\d{1,4}\s*[./:-]\s*\d{1,2}(\s*[./:-]\s*\d{1,4})?", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex LikeDateOrTime();

    [GeneratedRegex("^((HP|LP|N|BP|DC|NOTCH)[: =]*[0-9.]*( ?m?k?Hz| ?s)?[,; ]*)*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PatienceMilliseconds)]
    private static partial Regex Prefilter();

    [GeneratedRegex("[^A-Za-z0-9]+", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex Separators();

    [GeneratedRegex("^[A-Za-z][0-9]{1,3}$", RegexOptions.None, PatienceMilliseconds)]
    private static partial Regex ShortCode();
}
