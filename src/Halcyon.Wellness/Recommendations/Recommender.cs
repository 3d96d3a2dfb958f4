using Halcyon.Platform.Access;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Chooses small actions for a person and a moment.</summary>
public sealed class Recommender
{
    /// <returns>At most <paramref name="count"/>, best first; none while the library holds nothing that suits.</returns>
#pragma warning disable CA1822 // Its state comes with the library.
    public Task<IReadOnlyList<Recommendation>> RecommendAsync(
        UserId userId, RecommendationContext context, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Recommendation>>([]);
#pragma warning restore CA1822
}
