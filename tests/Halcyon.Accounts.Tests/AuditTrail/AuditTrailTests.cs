using System.Net;
using System.Text.Json;
using Halcyon.Accounts.AuditTrail;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.AuditTrail;

public sealed class AuditTrailTests(HalcyonApp app)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MyAudit_SignInsAndFailures_ShowWithTheirAddressAndNobodyElses()
    {
        var (person, other) = (await app.SignUpAsync(), await app.SignUpAsync());
        await app.PostAsync("/v1/auth/login", new { email = person.Email, password = "not the password at all" }).StatusAsync();
        await app.LoginAsync(person.Email);

        var entries = (await app.GetAsync("/v1/audit", person.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["account.login", "account.login", "account.registered"], entries.Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(["success", "refused", "success"], entries.Select(entry => entry.GetProperty("outcome").GetString()));
        Assert.All(entries, entry => Assert.Equal(person.Id, entry.GetProperty("subject").GetProperty("id").GetGuid()));
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.GetProperty("ip_address").GetString())));
        Assert.Equal("wrong_password", entries[1].GetProperty("details").GetProperty("reason").GetString());
        Assert.DoesNotContain(other.Email, JsonSerializer.Serialize(entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ByAddressAndAction_FindsThatAndTellsThePersonThatItWasRead()
    {
        var (administrator, person) = (await AdministratorAsync(), await app.SignUpAsync());

        var page = await app.GetAsync($"/v1/admin/audit?subject={person.Email}&action=account.registered", administrator.AccessToken).JsonAsync();

        var entry = Assert.Single(page.GetProperty("items").EnumerateArray());
        Assert.Equal(person.Email, entry.GetProperty("actor").GetProperty("email").GetString());
        var seen = (await app.GetAsync("/v1/audit?limit=1", person.AccessToken).JsonAsync()).GetProperty("items")[0];
        Assert.Equal("audit.viewed", seen.GetProperty("action").GetString());
        Assert.Equal(administrator.Email, seen.GetProperty("actor").GetProperty("email").GetString());
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("ip_address").ValueKind);
    }

    [Fact]
    public async Task Search_AddressWithoutAccount_FindsNothingRatherThanEverything()
    {
        var administrator = await AdministratorAsync();

        var page = await app.GetAsync("/v1/admin/audit?actor=nobody@example.org", administrator.AccessToken).JsonAsync();

        Assert.Empty(page.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Search_PageByPage_GivesEachEntryOnce()
    {
        var (administrator, person) = (await AdministratorAsync(), await app.SignUpAsync());
        for (var n = 0; n < 4; n++)
            await app.LoginAsync(person.Email);
        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"/v1/admin/audit?limit=2&actor={person.Id}{(cursor is null ? "" : "&cursor=" + cursor)}", administrator.AccessToken).JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("sequence").GetInt64()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Count);
        Assert.Equal(seen.OrderDescending().Distinct(), seen);
    }

    [Theory]
    [InlineData("?outcome=good", "outcome")]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?limit=101", "limit")]
    public async Task Search_BadParameter_IsNamed(string query, string parameter)
    {
        using var response = await app.GetAsync("/v1/admin/audit" + query, (await AdministratorAsync()).AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([parameter], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("GET", "/v1/admin/audit")]
    [InlineData("GET", "/v1/admin/audit/actions")]
    [InlineData("GET", "/v1/admin/audit/export.csv")]
    [InlineData("POST", "/v1/admin/audit/verify")]
    public async Task AdministratorsRoutes_OthersAreRefused(string method, string path)
    {
        var person = await app.SignUpAsync();
        using var refused = await app.SendAsync(new HttpMethod(method), path, bearer: person.AccessToken);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.Forbidden, "role-missing");
        Assert.Equal(HttpStatusCode.Unauthorized, await app.SendAsync(new HttpMethod(method), path).StatusAsync());
    }

    [Fact]
    public async Task Verify_Asked_AnswersAndLeavesAnEntry()
    {
        var administrator = await AdministratorAsync();

        var verdict = await app.PostAsync("/v1/admin/audit/verify", bearer: administrator.AccessToken).JsonAsync();

        Assert.True(verdict.GetProperty("entries").GetInt64() > 0);
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("fault").ValueKind);
        var actions = await app.GetAsync("/v1/admin/audit/actions", administrator.AccessToken).JsonAsync();
        Assert.Contains("audit.verified", actions.GetProperty("items").EnumerateArray().Select(action => action.GetString()));
    }

    [Fact]
    public async Task Export_AddressThatIsAFormula_IsTextInTheSpreadsheet()
    {
        var administrator = await AdministratorAsync();
        var person = await app.SignUpAsync($"=cmd|calc{Guid.NewGuid():N}@example.org");

        using var response = await app.GetAsync($"/v1/admin/audit/export.csv?actor={person.Id}", administrator.AccessToken);
        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split("\r\n");

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("halcyon-audit-", response.Content.Headers.ContentDisposition?.FileName, StringComparison.Ordinal);
        Assert.StartsWith("sequence,occurred_at,action", lines[0], StringComparison.Ordinal);
        Assert.Contains($",'{person.Email},", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=a,\"b\"", "\"'=a,\"\"b\"\"\"")]
    [InlineData("", "")]
    public void Csv_Cell_IsQuotedAndHarmless(string text, string expected) => Assert.Equal(expected, Csv.Line([text]));

    private async Task<SignedIn> AdministratorAsync()
    {
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Administrator);
        return await app.LoginAsync(account.Email);
    }
}
