using Halcyon.Platform.Hosting;

namespace Halcyon.Accounts.AccessTokens;

/// <summary>Has keys in memory before the first request can ask for a token.</summary>
internal sealed class PrepareSigningKeys(SigningKeys keys) : IStartupTask
{
    public int Order => 100;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        if (keys.All.Count == 0)
        {
            await keys.EnsureFirstAsync(cancellationToken);
            await keys.LoadAsync(cancellationToken);
        }

        return [];
    }
}
