using Halcyon.Platform.Access;
using Halcyon.Platform.Safety;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Crisis;

public sealed class SafetyGateTests
{
    [Fact]
    public async Task Gate_ThatCannotAnswer_CountsAsShut()
    {
        await using var app = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddScoped<ISafetyGate, BrokenGate>());

        var blocks = await app.WithAsync<SafetyGates, IReadOnlyList<SafetyBlock>>(gates => gates.AskAsync(UserId.New(), Calls.Token));

        Assert.Equal("unknown", Assert.Single(blocks).Source);
    }

    private sealed class BrokenGate : ISafetyGate
    {
        public Task<SafetyBlock?> FindBlockAsync(UserId userId, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
