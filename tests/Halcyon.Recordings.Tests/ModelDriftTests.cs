using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests;

public sealed class ModelDriftTests(HalcyonApp app)
{
    [Fact]
    public Task RecordingsModel_AgainstTheMigrations_DoesNotDiffer() => ModelDrift.AssertNoneAsync<RecordingsDb>(app);
}
