using Halcyon.Platform.Access;

namespace Halcyon.Platform.Safety;

/// <summary>A part of Halcyon that can say: not now, this would not be good for this person. Several may be registered; ask <see cref="SafetyGates"/>.</summary>
public interface ISafetyGate
{
    /// <returns>Null when nothing speaks against it.</returns>
    Task<SafetyBlock?> FindBlockAsync(UserId userId, CancellationToken cancellationToken);
}

/// <param name="Source">Stable name of who blocks, e.g. `crisis`.</param>
/// <param name="Why">One plain, kind sentence for the person; never what they wrote.</param>
/// <param name="Until">When it ends by itself; null when it ends only by something the person does.</param>
public sealed record SafetyBlock(string Source, string Why, DateTimeOffset? Until);
