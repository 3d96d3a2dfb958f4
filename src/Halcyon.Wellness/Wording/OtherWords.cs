using System.Text.RegularExpressions;
using Halcyon.Wellness.Crisis;

namespace Halcyon.Wellness.Wording;

/// <summary>
/// Puts sentences that we wrote from numbers into other words, and takes the answer only when it still says the same: every number as often
/// as before and no other, no address or markup, not much longer, and nothing that reads like a call for help or a diagnosis of one.
/// </summary>
internal sealed partial class OtherWords(WordingService service, ReadTexts texts)
{
    private const int LongestAnswer = 1500;

    private const string Instruction =
        """
        Rewrite the text for its reader, in the second person and in plain, STYLE English. Keep every fact and every number exactly as it is,
        in digits, and add none. No advice, no diagnosis, no greeting, no lists, no markup. At most as long as the original.
        """;

    /// <param name="style">warm, direct, playful or professional.</param>
    /// <returns>Null when there is no answer that may be shown.</returns>
    public async Task<string?> ForAsync(string text, string style, CancellationToken cancellationToken)
    {
        var instruction = Instruction.Replace("STYLE", style, StringComparison.Ordinal);
        var answer = (await service.AskAsync(instruction, text, WordingService.Patience, cancellationToken))?.Trim();
        return answer is { Length: > 0 } && SaysTheSame(text, answer) && texts.Read(answer, []).CrisisLevel == "low" ? answer : null;
    }

    internal static bool SaysTheSame(string text, string answer) =>
        answer.Length <= Math.Min(LongestAnswer, (text.Length * 3 / 2) + 80)
        && IsPlain(answer)
        && Numbers(text).SequenceEqual(Numbers(answer), StringComparer.Ordinal);

    /// <summary>Words alone: no address, no markup, no control character but a new line.</summary>
    internal static bool IsPlain(string answer) => !Foreign().IsMatch(answer);

    private static IEnumerable<string> Numbers(string text) => Number().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\d+(?:[.,]\d+)*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Number();

    /// <summary>Addresses, markup and control characters.</summary>
    [GeneratedRegex(@"[<>\[\]{}*_#`|\\]|https?:|www\.|@|[\p{Cc}-[\n]]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 200)]
    private static partial Regex Foreign();
}
