using Halcyon.Platform.Access;

namespace Halcyon.Platform.People;

/// <summary>What people agreed to. Asked before every use: a consent can be taken back at any moment.</summary>
public interface IConsents
{
    /// <summary>For sending sentences about oneself to the wording service.</summary>
    const string Wording = "wording";

    /// <summary>For sending the words of a task to the wording service, to have it taken apart.</summary>
    const string TaskWording = "task_wording";

    /// <returns>Whether consent was given to the words in force and not taken back.</returns>
    Task<bool> IsGrantedAsync(UserId userId, string purpose, CancellationToken cancellationToken);
}
