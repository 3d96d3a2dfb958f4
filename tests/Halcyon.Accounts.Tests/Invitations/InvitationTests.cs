using System.Net;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Invitations;

public sealed class InvitationTests : IAsyncLifetime
{
    private const string Path = "/v1/admin/invitations";
    private HalcyonApp _app = null!;
    private SignedIn _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        // Registration is off: the administrator is the one that the first start made.
        _app = await HalcyonApp.StartAsync(options => options with { RegistrationEnabled = false });
        _administrator = await Administrators.TakeFirstAsync(_app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Accept_LinkFromTheLetter_OpensAVerifiedAccountWithTheRoles()
    {
        var email = Calls.NewEmail();
        var invitation = await InviteAsync(email, [Roles.Clinician], "Dr Ada");
        Assert.Equal("pending", invitation.GetProperty("status").GetString());
        var token = (await _app.LettersAsync(email, "invitation"))[0].Link["token"];
        Assert.Equal(43, token.Length);

        var answer = await _app.PostAsync("/v1/auth/accept-invitation", new { token, password = Calls.Password }).JsonAsync(HttpStatusCode.Created);

        var user = answer.GetProperty("user");
        Assert.Equal(email, user.GetProperty("email").GetString());
        Assert.Equal("Dr Ada", user.GetProperty("display_name").GetString());
        Assert.True(user.GetProperty("email_verified").GetBoolean());
        Assert.Equal([Roles.Clinician, Roles.Person], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(HttpStatusCode.OK, await _app.GetAsync("/v1/users/me", answer.GetProperty("access_token").GetString()).StatusAsync());
        Assert.Empty(await ListAsync());
        using var again = await _app.PostAsync("/v1/auth/accept-invitation", new { token, password = Calls.Password });
        await ProblemAssert.IsAsync(again, HttpStatusCode.BadRequest, "link-invalid");
        Assert.Equal(0L, await _app.QueryAsync<long>($"select count(*) from platform.mail where kind = 'email_verification'"));
    }

    [Fact]
    public async Task Accept_ManyAtOnce_OpenOneAccount()
    {
        var email = Calls.NewEmail();
        await InviteAsync(email);
        var token = (await _app.LettersAsync(email))[0].Link["token"];

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => _app.PostAsync("/v1/auth/accept-invitation", new { token, password = Calls.Password }).StatusAsync()));

        Assert.Single(statuses, status => status == HttpStatusCode.Created);
        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Accept_PasswordAgainstTheRules_LeavesTheInvitation()
    {
        var email = Calls.NewEmail();
        await InviteAsync(email);
        var token = (await _app.LettersAsync(email))[0].Link["token"];

        using var refused = await _app.PostAsync("/v1/auth/accept-invitation", new { token, password = "password12345678" });

        await ProblemAssert.IsAsync(refused, HttpStatusCode.BadRequest, "validation");
        Assert.Equal(HttpStatusCode.Created, await _app.PostAsync("/v1/auth/accept-invitation", new { token, password = Calls.Password }).StatusAsync());
    }

    [Fact]
    public async Task Accept_RevokedReplacedExpiredOrInvented_IsRefusedAlike()
    {
        var (revoked, replaced, expired) = (Calls.NewEmail(), Calls.NewEmail(), Calls.NewEmail());
        var id = (await InviteAsync(revoked)).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, await _app.SendAsync(HttpMethod.Delete, $"{Path}/{id}", bearer: _administrator.AccessToken).StatusAsync());
        await InviteAsync(replaced);
        await InviteAsync(replaced);
        await InviteAsync(expired);
        await _app.QueryAsync<object>($"update accounts.invitations set expires_at = now() - interval '1 second' where email = '{expired}'");

        var tokens = new List<string> { new('A', 43), "x" };
        foreach (var email in new[] { revoked, replaced, expired })
            tokens.Add((await _app.LettersAsync(email))[0].Link["token"]);
        foreach (var token in tokens)
        {
            using var response = await _app.PostAsync("/v1/auth/accept-invitation", new { token, password = Calls.Password });
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "link-invalid");
        }

        Assert.Equal(["expired", "pending"], (await ListAsync()).Select(invitation => invitation.GetProperty("status").GetString()!));
        using var gone = await _app.SendAsync(HttpMethod.Delete, $"{Path}/{id}", bearer: _administrator.AccessToken);
        await ProblemAssert.IsAsync(gone, HttpStatusCode.NotFound, "invitation-not-found");
    }

    [Theory]
    [InlineData("""{"email":"x"}""", "email")]
    [InlineData("""{"email":"a@example.org","roles":["king"]}""", "roles")]
    [InlineData("""{"email":"a@example.org","roles":["clinician","clinician"]}""", "roles")]
    [InlineData("""{"email":"a@example.org","display_name":"two\nlines"}""", "display_name")]
    public async Task Invite_InvalidBody_NamesTheField(string body, string field)
    {
        using var response = await _app.PostAsync(Path, Calls.Json(body), _administrator.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Invite_AddressWithAnAccount_SaysSo()
    {
        using var response = await _app.PostAsync(Path, new { email = _administrator.Email }, _administrator.AccessToken);

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    public async Task Invitations_KeepOnlyTheHashOfTheToken()
    {
        var email = Calls.NewEmail();
        await InviteAsync(email);
        var token = (await _app.LettersAsync(email))[0].Link["token"];
        var secret = Convert.ToHexStringLower(System.Buffers.Text.Base64Url.DecodeFromChars(token));

        var row = await _app.QueryAsync<string>("select i::text from accounts.invitations i");

        Assert.DoesNotContain(secret, row, StringComparison.Ordinal);
        Assert.DoesNotContain(token, row, StringComparison.Ordinal);
    }

    private async Task<JsonElement> InviteAsync(string email, string[]? roles = null, string? name = null) =>
        await _app.PostAsync(Path, new { email, roles = roles ?? [], display_name = name }, _administrator.AccessToken).JsonAsync(HttpStatusCode.Created);

    private async Task<List<JsonElement>> ListAsync() =>
        [.. (await _app.GetAsync(Path, _administrator.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray()];
}
