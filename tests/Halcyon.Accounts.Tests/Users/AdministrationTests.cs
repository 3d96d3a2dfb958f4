using System.Net;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Users;

public sealed class AdministrationTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private const string Path = "/v1/admin/users";

    [Fact]
    public async Task ListUsers_WithoutTheRole_IsRefused()
    {
        var person = await app.SignUpAsync();

        using var anonymous = await app.GetAsync(Path);
        using var refused = await app.GetAsync(Path, person.AccessToken);

        await ProblemAssert.IsAsync(anonymous, HttpStatusCode.Unauthorized, "sign-in-required");
        await ProblemAssert.IsAsync(refused, HttpStatusCode.Forbidden, "role-missing");
    }

    [Fact]
    public async Task ListUsers_Administrator_SeesEveryAccountOnceNewestFirst()
    {
        var administrator = await AdministratorAsync();
        for (var n = 0; n < 5; n++)
            await app.SignUpAsync();
        var newest = await app.SignUpAsync();

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"{Path}?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}", administrator.AccessToken).JsonAsync();
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(newest.Id, seen[0]);
        Assert.Equal(seen.Distinct(), seen);
        Assert.Equal(await app.QueryAsync<long>("select count(*) from accounts.users"), seen.Count);
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=%00", "cursor")]
    [InlineData("?cursor=AAAAAAAAAAAAAAAAAAAAAA%3D%3D", "cursor")]
    public async Task ListUsers_BadPage_NamesTheParameter(string query, string parameter)
    {
        var administrator = await AdministratorAsync();
        using var response = await app.GetAsync(Path + query, administrator.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task ListUsers_LimitThatIsNoNumber_IsABadRequest()
    {
        var administrator = await AdministratorAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await app.GetAsync(Path + "?limit=many", administrator.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task FirstStart_NoAdministrator_MakesOneAndTellsThePasswordOnce()
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { AdministratorEmail = "chief@example.org" });
        await own.QueryAsync<object>("delete from accounts.users");

        var lines = await StartAgainAsync(own);

        var password = lines.Single(line => line.Contains("Password", StringComparison.Ordinal)).Split(": ")[1];
        Assert.Matches("^([a-z]{6}-){3}[a-z]{6}$", password);
        var answer = await own.PostAsync("/v1/auth/login", new { email = "chief@example.org", password }).JsonAsync();
        Assert.Equal(
            Roles.All.Order(StringComparer.Ordinal),
            answer.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(HttpStatusCode.OK, await own.GetAsync(Path, answer.GetProperty("access_token").GetString()).StatusAsync());
        Assert.Empty(await StartAgainAsync(own));
    }

    [Fact]
    public async Task FirstStart_ManyNodesAtOnce_MakeOneAdministrator()
    {
        await using var own = await HalcyonApp.StartAsync();
        await own.QueryAsync<object>("delete from accounts.users");

        var lines = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAgainAsync(own)));

        Assert.Single(lines, some => some.Count > 0);
        Assert.Equal(1, await own.QueryAsync<long>("select count(*) from accounts.users"));
    }

    [Fact]
    public async Task FirstStart_AddressTakenOrWrong_SaysSoAndStarts()
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { AdministratorEmail = "not an address" });

        Assert.Contains("HALCYON_ADMIN_EMAIL", Assert.Single(await StartAgainAsync(own)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> StartAgainAsync(HalcyonApp own)
    {
        await using var scope = own.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetServices<IStartupTask>().OfType<FirstAdministrator>().Single()
            .RunAsync(TestContext.Current.CancellationToken);
    }

    private async Task<SignedIn> AdministratorAsync()
    {
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Administrator);
        return await app.LoginAsync(account.Email);
    }
}
