using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests;

public sealed class AccountsDbTests(HalcyonApp app)
{
    [Fact]
    public Task Model_AgainstTheMigrations_HasNoDrift() => ModelDrift.AssertNoneAsync<AccountsDb>(app);
}
