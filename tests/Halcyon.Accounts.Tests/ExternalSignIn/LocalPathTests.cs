using System.Web;
using Halcyon.Accounts.ExternalSignIn;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/studies?q=1&r=%2F#top")]
    [InlineData("/a//b")]
    [InlineData("/@evil.example")]
    public void IsLocal_PathOfThisSite_Is(string path)
    {
        Assert.True(LocalPath.IsLocal(path));
        Assert.Equal("here.example", new Uri(new Uri("https://here.example"), path).Host);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("studies")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("\t//evil.example")]
    [InlineData(" //evil.example")]
    [InlineData("/a\\..\\..\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("/a\u2028b")]
    [InlineData("/ü")]
    public void IsLocal_AnythingElse_IsNot(string? path) => Assert.False(LocalPath.IsLocal(path));

    [Fact]
    public void IsLocal_TooLong_IsNot() => Assert.False(LocalPath.IsLocal("/" + new string('a', 512)));

    [Theory]
    [InlineData("%2F%2Fevil.example")]
    [InlineData("https%3A%2F%2Fevil.example")]
    [InlineData("%2F%5Cevil.example")]
    [InlineData("%2Fa%0D%0ASet-Cookie:%20x=1")]
    public async Task Start_ReturnToElsewhere_EndsAtHome(string returnTo)
    {
        await using var provider = await HostileProvider.StartAsync();
        await using var app = await HalcyonApp.StartAsync(options => options with { OpenIdConnect = provider.Options }, Calls.WaitForTheProvider);
        using var start = await app.GetAsync("/v1/auth/oidc/start?return_to=" + returnTo);
        var sent = HttpUtility.ParseQueryString(start.Headers.Location!.Query);
        var cookie = start.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var token = provider.Sign(new
        {
            iss = provider.Issuer,
            aud = "halcyon",
            sub = "s",
            nonce = sent["nonce"],
            iat = now,
            exp = now + 60,
            email = "s@example.org",
            email_verified = true,
        });
        provider.TokenAnswer = $$"""{"id_token":"{{token}}"}""";

        using var end = await app.SendAsync(
            HttpMethod.Get, $"/v1/auth/oidc/callback?code=c&state={sent["state"]}", change: request => request.Headers.Add("Cookie", cookie));

        Assert.Equal("/signed-in?return_to=%2F", end.Headers.Location!.OriginalString);
    }
}
