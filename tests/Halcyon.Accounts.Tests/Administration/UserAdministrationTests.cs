using System.Net;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Administration;

public sealed class UserAdministrationTests(HalcyonApp app)
{
    private const string Path = "/v1/admin/users";

    [Fact]
    public async Task List_QueryRoleAndStatus_FindTheAccount()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync($"odd_name%{Guid.NewGuid():N}@example.org");
        await app.GrantAsync(account.Id, Roles.Researcher);

        foreach (var query in new[] { "query=odd_name%25", "query=ODD_NAME", $"query={account.Id}", "role=researcher&query=odd", "status=active&query=odd", "status=unverified&query=odd" })
            Assert.Equal([account.Id], await IdsAsync(administrator, query));
        foreach (var query in new[] { "query=oddXname", "query=odd%25name", "role=clinician&query=odd", "status=disabled&query=odd", "status=guest&query=odd", "status=erasing&query=odd", $"query={Guid.NewGuid()}", "query=%00nobody" })
            Assert.Empty(await IdsAsync(administrator, query));
    }

    [Theory]
    [InlineData("?status=asleep", "status")]
    [InlineData("?role=king", "role")]
    public async Task List_UnknownFilter_NamesTheParameter(string query, string parameter)
    {
        var administrator = await app.NewAdministratorAsync();
        using var response = await app.GetAsync(Path + query, administrator.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Get_Account_ShowsItsStateAndIsAudited()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();

        var user = await app.GetAsync($"{Path}/{account.Id}", administrator.AccessToken).JsonAsync();

        Assert.Equal(account.Email, user.GetProperty("email").GetString());
        Assert.False(user.GetProperty("email_verified").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, user.GetProperty("last_sign_in_at").ValueKind);
        Assert.Contains("account.viewed:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Patch_Disabled_SignsOutAtOnceAndRefusesSignInUntilEnabled()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();
        var link = await Letters.Resets.RequestAsync(app, account.Email);

        var user = await PatchAsync(administrator, account.Id, new { disabled = true }).JsonAsync();

        Assert.NotEqual(JsonValueKind.Null, user.GetProperty("disabled_at").ValueKind);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/refresh", new { refresh_token = account.RefreshToken }).StatusAsync());
        using var refused = await app.PostAsync("/v1/auth/login", new { email = account.Email, password = Calls.Password });
        await ProblemAssert.IsAsync(refused, HttpStatusCode.Forbidden, "account-disabled");
        // Whoever does not know the password does not learn it either.
        using var wrong = await app.PostAsync("/v1/auth/login", new { email = account.Email, password = "not the right one" });
        await ProblemAssert.IsAsync(wrong, HttpStatusCode.Unauthorized, "wrong-credentials");
        Assert.Equal(HttpStatusCode.BadRequest, await app.PostAsync(
            "/v1/auth/reset-password", new { user_id = link["user"], token = link["token"], password = "seven quiet green lanterns" }).StatusAsync());
        Assert.Equal(HttpStatusCode.Accepted, await app.PostAsync("/v1/auth/forgot-password", new { email = account.Email }).StatusAsync());
        await app.HandleEventsAsync(TestContext.Current.CancellationToken);
        Assert.Single(await app.LettersAsync(account.Email, "password_reset"));

        Assert.Equal(HttpStatusCode.OK, await PatchAsync(administrator, account.Id, new { disabled = false }).StatusAsync());
        await app.LoginAsync(account.Email);
        var audit = await app.AuditAsync(account.Id);
        Assert.Contains("account.disabled:success", audit);
        Assert.Contains("account.enabled:success", audit);
    }

    [Fact]
    public async Task Patch_DisabledWhileSigningIn_LeavesNoLivingSession()
    {
        var administrator = await app.NewAdministratorAsync();
        for (var round = 0; round < 5; round++)
        {
            var account = await app.SignUpAsync();
            var signIns = Enumerable.Range(0, 4).Select(_ => app.PostAsync("/v1/auth/login", new { email = account.Email, password = Calls.Password }).StatusAsync()).ToList();
            Assert.Equal(HttpStatusCode.OK, await PatchAsync(administrator, account.Id, new { disabled = true }).StatusAsync());
            await Task.WhenAll(signIns);

            Assert.Equal(0L, await app.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{account.Id}' and revoked_at is null"));
        }
    }

    [Fact]
    public async Task Patch_Roles_SetsExactlyTheseAndKeepsPerson()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Therapist);

        var user = await PatchAsync(administrator, account.Id, new { roles = new[] { Roles.Clinician, Roles.Technologist } }).JsonAsync();

        Assert.Equal([Roles.Clinician, Roles.Person, Roles.Technologist], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!));
        var refreshed = await app.RefreshAsync(account.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", refreshed.AccessToken).StatusAsync());
        var entries = await app.GetAsync($"/v1/admin/audit?subject={account.Id}&action=account.roles_changed", administrator.AccessToken).JsonAsync();
        var details = entries.GetProperty("items")[0].GetProperty("details");
        Assert.Equal("clinician technologist", details.GetProperty("added").GetString());
        Assert.Equal("therapist", details.GetProperty("removed").GetString());
    }

    [Fact]
    public async Task Patch_NothingNew_WritesNothing()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.OK, await PatchAsync(administrator, account.Id, new { roles = new[] { Roles.Person }, disabled = false }).StatusAsync());

        Assert.Equal(["account.registered:success"], await app.AuditAsync(account.Id));
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Patch_LastAdministrator_IsRefusedAlsoWhenTwoRemoveEachOtherAtOnce()
    {
        await using var own = await HalcyonApp.StartAsync();
        var (first, second) = (await own.NewAdministratorAsync(), await own.NewAdministratorAsync());
        await own.QueryAsync<object>($"delete from accounts.user_roles using accounts.roles r where r.id = role_id and r.name = 'administrator' and user_id not in ('{first.Id}', '{second.Id}')");

        var answers = await Task.WhenAll(
            own.SendAsync(HttpMethod.Patch, $"{Path}/{second.Id}", new { roles = Array.Empty<string>() }, first.AccessToken),
            own.SendAsync(HttpMethod.Patch, $"{Path}/{first.Id}", new { disabled = true }, second.AccessToken));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1L, await own.QueryAsync<long>(
            "select count(*) from accounts.users u join accounts.user_roles h on h.user_id = u.id join accounts.roles r on r.id = h.role_id where r.name = 'administrator' and disabled_at is null"));
        var left = answers[0].StatusCode == HttpStatusCode.OK ? first : second;
        foreach (var body in new object[] { new { roles = new[] { Roles.Clinician } }, new { disabled = true } })
        {
            using var alone = await own.SendAsync(HttpMethod.Patch, $"{Path}/{left.Id}", body, left.AccessToken);
            await ProblemAssert.IsAsync(alone, HttpStatusCode.Conflict, "last-administrator");
        }

        Assert.Equal(HttpStatusCode.OK, await own.GetAsync(Path, left.AccessToken).StatusAsync());
    }

    [Theory]
    [InlineData("""{"roles":["king"]}""", "roles")]
    [InlineData("""{"roles":[null]}""", "roles")]
    public async Task Patch_UnknownRole_NamesTheField(string body, string field)
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();

        using var response = await PatchAsync(administrator, account.Id, Calls.Json(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task SignOut_Account_EndsItsSessions()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync($"{Path}/{account.Id}/sign-out", bearer: administrator.AccessToken).StatusAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Contains("account.signed_out:success", await app.AuditAsync(account.Id));
        await app.LoginAsync(account.Email);
    }

    [Fact]
    public async Task PasswordReset_Account_GetsTheLinkThatTheAdministratorNeverSees()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();

        using var response = await app.PostAsync($"{Path}/{account.Id}/password-reset", bearer: administrator.AccessToken);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var link = Assert.Single(await app.LettersAsync(account.Email, "password_reset")).Link;
        Assert.Equal(HttpStatusCode.NoContent, await app.PostAsync(
            "/v1/auth/reset-password", new { user_id = link["user"], token = link["token"], password = "seven quiet green lanterns" }).StatusAsync());
    }

    [Fact]
    public async Task Routes_UnknownAccount_AreNotFound()
    {
        var administrator = await app.NewAdministratorAsync();
        var id = Guid.NewGuid();
        foreach (var sending in new[]
        {
            app.GetAsync($"{Path}/{id}", administrator.AccessToken), PatchAsync(administrator, id, new { disabled = true }),
            app.PostAsync($"{Path}/{id}/sign-out", bearer: administrator.AccessToken), app.PostAsync($"{Path}/{id}/password-reset", bearer: administrator.AccessToken),
        })
        {
            using var response = await sending;
            await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "user-not-found");
        }
    }

    private Task<HttpResponseMessage> PatchAsync(SignedIn administrator, Guid id, object body) =>
        app.SendAsync(HttpMethod.Patch, $"{Path}/{id}", body, administrator.AccessToken);

    private async Task<Guid[]> IdsAsync(SignedIn administrator, string query) =>
        [.. (await app.GetAsync($"{Path}?{query}", administrator.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().Select(user => user.GetProperty("id").GetGuid())];
}
