using Halcyon.Platform.Access;

namespace Halcyon.Platform.People;

/// <summary>Something that somebody does and that no notification may interrupt, such as a guided session. Modules register their own.</summary>
public interface IInterruptible
{
    Task<bool> IsUnderWayAsync(UserId userId, CancellationToken cancellationToken);
}
