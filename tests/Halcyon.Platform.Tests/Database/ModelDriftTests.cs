using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Database;

public sealed class ModelDriftTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    [Fact]
    public Task PlatformModel_AgainstTheMigrations_DoesNotDiffer() => ModelDrift.AssertNoneAsync<PlatformDb>(app);
}
