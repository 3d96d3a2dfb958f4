using System.Net;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

/// <summary>Rights that were taken away end with the next request, not with the access token.</summary>
public sealed class RightsChangeTests(HalcyonApp app)
{
    private const string ForAdministrators = "/v1/admin/users";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RevokeAccessTokens_RoleTakenAway_OldTokenIsRefusedAndRefreshGivesTheNewRights()
    {
        var account = await AdministratorAsync();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync(ForAdministrators, account.AccessToken).StatusAsync());

        await TakeRolesAsync(account);

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync(ForAdministrators, account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        var refreshed = await app.RefreshAsync(account.RefreshToken);
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync(ForAdministrators, refreshed.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", refreshed.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", (await app.LoginAsync(account.Email)).AccessToken).StatusAsync());
    }

    [Fact]
    public async Task RevokeAccessTokens_OneAccount_LeavesTheOthersAlone()
    {
        var (changed, other) = (await app.SignUpAsync(), await app.SignUpAsync());

        await TakeRolesAsync(changed);

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", other.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task RevokeAccessTokens_InATransaction_CountsFromTheCommitAndNotWithoutIt()
    {
        var account = await app.SignUpAsync();

        await ChangeAsync(account, commit: false);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());

        await ChangeAsync(account, commit: true);
        await UntilRefusedAsync(app, account.AccessToken);
    }

    [Fact]
    public async Task RevokeAccessTokens_OnOneNode_IsHeardByAnotherAndRememberedByANewOne()
    {
        await using var second = await NodeAsync();
        var account = await app.SignUpAsync();
        Assert.Equal(HttpStatusCode.OK, await second.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());

        await TakeRolesAsync(account);

        await UntilRefusedAsync(second, account.AccessToken);
        await using var third = await NodeAsync();
        await UntilRefusedAsync(third, account.AccessToken);
        var refreshed = await third.RefreshAsync(account.RefreshToken);
        foreach (var node in (HalcyonApp[])[app, second, third])
            Assert.Equal(HttpStatusCode.OK, await node.GetAsync("/v1/users/me", refreshed.AccessToken).StatusAsync());
    }

    private Task<HalcyonApp> NodeAsync() => HalcyonApp.StartAsync(options => options with
    {
        Database = app.ConnectionString,
        DataDirectory = app.DataDirectory,
        // Other tests' jobs and events are none of a node's that ends soon.
        Roles = new HashSet<string>(["api"], StringComparer.Ordinal),
    });

    private async Task TakeRolesAsync(SignedIn account)
    {
        await app.QueryAsync<object>($"delete from accounts.user_roles where user_id = '{account.Id}'");
        await app.WithAsync<Revocation, bool>(async revocation =>
        {
            await revocation.RevokeAccessTokensAsync(new UserId(account.Id), Stop);
            return true;
        });
    }

    private Task<bool> ChangeAsync(SignedIn account, bool commit) => app.WithAsync<IServiceProvider, bool>(async services =>
    {
        var db = (AccountsDb)services.GetService(typeof(AccountsDb))!;
        await using var transaction = await db.Database.BeginTransactionAsync(Stop);
        await ((Revocation)services.GetService(typeof(Revocation))!).RevokeAccessTokensAsync(new UserId(account.Id), Stop);
        if (commit)
            await transaction.CommitAsync(Stop);
        return commit;
    });

    private static Task UntilRefusedAsync(HalcyonApp node, string accessToken) => Waiting.UntilAsync(
        async () => await node.GetAsync("/v1/users/me", accessToken).StatusAsync() == HttpStatusCode.Unauthorized);

    private async Task<SignedIn> AdministratorAsync()
    {
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Administrator);
        return await app.LoginAsync(account.Email);
    }
}
