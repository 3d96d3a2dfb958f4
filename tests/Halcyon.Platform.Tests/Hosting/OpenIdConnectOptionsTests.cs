using Halcyon.Platform.Hosting;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class OpenIdConnectOptionsTests
{
    [Theory]
    [InlineData("https://id.example.org", true)]
    [InlineData("https://id.example.org/realms/clinic", true)]
    [InlineData("http://localhost:8081", true)]
    [InlineData("http://127.0.0.1:8081", true)]
    [InlineData("http://[::1]:8081", true)]
    [InlineData("http://id.example.org", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("http://127.0.0.1.example.org", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("https://user:secret@id.example.org", false)]
    [InlineData("https://id.example.org/#x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ftp://localhost", false)]
    public void IsSafe_AddressThatNobodyElseCanListenTo_Only(string address, bool isSafe) =>
        Assert.Equal(isSafe, OpenIdConnectOptions.IsSafe(new Uri(address)));
}
