using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Users;

public sealed class MeTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me";

    [Fact]
    public async Task UpdateMe_DisplayName_ChangesOnlyTheCaller()
    {
        var account = await app.SignUpAsync();
        var other = await app.SignUpAsync();

        Assert.Equal("Grace 🧠", await RenameAsync(account, new { display_name = "  Grace 🧠 " }));
        Assert.Equal("Grace 🧠", await RenameAsync(account, new { }));
        Assert.Equal("Grace 🧠", await RenameAsync(account, new { display_name = (string?)null }));

        Assert.Equal("Grace 🧠", (await app.GetAsync(Path, account.AccessToken).JsonAsync()).GetProperty("display_name").GetString());
        Assert.Equal(JsonValueKind.Null, (await app.GetAsync(Path, other.AccessToken).JsonAsync()).GetProperty("display_name").ValueKind);
        Assert.Null(await RenameAsync(account, new { display_name = " " }));
    }

    [Theory]
    [InlineData("""{"display_name":"two\r\nlines"}""")]
    [InlineData("""{"display_name":"\u0000"}""")]
    [InlineData("""{"display_name":"\u2028"}""")]
    [InlineData("""{"display_name":"\ufffe"}""")]
    public async Task UpdateMe_BadName_NamesTheField(string body)
    {
        var account = await app.SignUpAsync();
        using var response = await app.SendAsync(HttpMethod.Patch, Path, Calls.Json(body), account.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal(["display_name"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task UpdateMe_LongNames_AreCappedAt120()
    {
        var account = await app.SignUpAsync();

        Assert.Equal(new string('n', 120), await RenameAsync(account, new { display_name = new string('n', 120) }));
        var sending = app.SendAsync(HttpMethod.Patch, Path, new { display_name = new string('n', 121) }, account.AccessToken);
        Assert.Equal(HttpStatusCode.BadRequest, await sending.StatusAsync());
    }

    [Fact]
    public async Task Me_AccountGone_IsSignedOut()
    {
        var account = await app.SignUpAsync();
        await app.QueryAsync<object>($"delete from accounts.users where id = '{account.Id}'");

        using var get = await app.GetAsync(Path, account.AccessToken);
        using var patch = await app.SendAsync(HttpMethod.Patch, Path, new { display_name = "x" }, account.AccessToken);

        await ProblemAssert.IsAsync(get, HttpStatusCode.Unauthorized, "sign-in-required");
        await ProblemAssert.IsAsync(patch, HttpStatusCode.Unauthorized, "sign-in-required");
    }

    private async Task<string?> RenameAsync(SignedIn account, object body) =>
        (await app.SendAsync(HttpMethod.Patch, Path, body, account.AccessToken).JsonAsync()).GetProperty("display_name").GetString();
}
