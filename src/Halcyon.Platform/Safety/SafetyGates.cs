using Halcyon.Platform.Access;
using Microsoft.Extensions.Logging;

namespace Halcyon.Platform.Safety;

/// <summary>Asks every <see cref="ISafetyGate"/>, one after another: they may share a database context.</summary>
public sealed class SafetyGates(IEnumerable<ISafetyGate> gates, ILogger<SafetyGates> logger)
{
    /// <returns>Empty when nothing speaks against it.</returns>
    public async Task<IReadOnlyList<SafetyBlock>> AskAsync(UserId userId, CancellationToken cancellationToken)
    {
        var blocks = new List<SafetyBlock>();
        foreach (var gate in gates)
        {
            if (await AskAsync(gate, userId, cancellationToken) is { } block)
                blocks.Add(block);
        }

        return blocks;
    }

    /// <summary>A gate that cannot answer stays shut: whoever asks is about to do something that may harm.</summary>
    private async Task<SafetyBlock?> AskAsync(ISafetyGate gate, UserId userId, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.FindBlockAsync(userId, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever went wrong, it is not known to be safe.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A safety gate could not answer; it counts as shut.");
            return new SafetyBlock("unknown", "We cannot check right now that this is good for you. Please try again in a moment.", null);
        }
    }
}
