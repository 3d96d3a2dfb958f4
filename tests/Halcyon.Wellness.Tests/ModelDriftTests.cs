using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests;

public sealed class ModelDriftTests(HalcyonApp app)
{
    [Fact]
    public Task WellnessModel_AgainstTheMigrations_DoesNotDiffer() => ModelDrift.AssertNoneAsync<WellnessDb>(app);
}
