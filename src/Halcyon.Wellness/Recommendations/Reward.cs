using System.Runtime.InteropServices;
using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>What a session says of its action.</summary>
/// <param name="Value">0 did not help, 1 helped very much.</param>
/// <param name="Weight">Of a rating 1; of what is only guessed from behaviour less.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Reward(double Value, double Weight, bool IsRating)
{
    /// <summary>Somebody who skips may just be called away: worth a quarter of a rating, a little below the middle.</summary>
    public static Reward Skipped { get; } = new(0.3, 0.25, IsRating: false);

    /// <summary>Doing it to the end speaks for it, very faintly: most who finish and say nothing would have rated it anywhere.</summary>
    private static readonly Reward CompletedOnly = new(0.6, 0.05, IsRating: false);

    /// <param name="rating">1-5, or null.</param>
    public static Reward OfCompletion(int? rating, IEnumerable<string> tags)
    {
        if (tags.Contains(FeedbackTags.MadeItWorse, StringComparer.Ordinal))
            return new Reward(0, 1, IsRating: true);

        return rating is { } given ? new Reward((given - 1) / 4.0, 1, IsRating: true) : CompletedOnly;
    }
}
