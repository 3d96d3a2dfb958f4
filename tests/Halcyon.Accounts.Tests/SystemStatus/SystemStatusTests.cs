using System.Net;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.SystemStatus;

public sealed class SystemStatusTests(HalcyonApp app)
{
    private const string Jobs = "/v1/admin/jobs";

    [Fact]
    public async Task System_Administrator_SeesFactsAndASentenceForEachCheck()
    {
        var administrator = await AdministratorAsync();

        var system = await app.GetAsync("/v1/admin/system", administrator.AccessToken).JsonAsync();

        Assert.True(system.GetProperty("database").GetProperty("size_bytes").GetInt64() > 0);
        Assert.False(system.GetProperty("database").GetProperty("private").GetBoolean());
        Assert.True(system.GetProperty("storage").GetProperty("free_bytes").GetInt64() > 0);
        Assert.Matches("^[0-9a-f]{8}$", system.GetProperty("keys").GetProperty("master_key_id").GetString());
        Assert.Equal(0, system.GetProperty("keys").GetProperty("keys_to_rewrap").GetInt64());
        Assert.Equal("folder", system.GetProperty("mail").GetProperty("mode").GetString());
        var checks = system.GetProperty("checks").EnumerateArray().ToList();
        Assert.Equal(
            ["audit", "clock", "disk", "events", "jobs", "keys", "mail", "master_key", "migrations", "public_url"],
            checks.Select(check => check.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.All(checks, check => Assert.Contains(check.GetProperty("state").GetString(), (string[])["good", "warning", "bad"]));
        Assert.All(checks, check => Assert.EndsWith(".", check.GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Jobs_Recurring_AreListedInPlainWordsWithTheirNextRun()
    {
        var administrator = await AdministratorAsync();

        var jobs = (await app.GetAsync(Jobs, administrator.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray().ToList();

        Assert.Contains(jobs, job => job.GetProperty("group").GetString() == "accounts" && job.GetProperty("name").GetString() == "housekeeping");
        Assert.Contains(jobs, job => job.GetProperty("name").GetString() == "platform.verify_audit");
        Assert.All(jobs, job => Assert.Contains(' ', job.GetProperty("description").GetString()!));
        Assert.All(jobs, job => Assert.True(job.GetProperty("next_run_at").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-5)));
    }

    [Fact]
    public async Task Job_RunNow_RunsAndSaysSo()
    {
        var administrator = await AdministratorAsync();
        var before = DateTimeOffset.UtcNow;

        Assert.Equal(HttpStatusCode.Accepted, await app.PostAsync($"{Jobs}/DEFAULT/platform.verify_audit/run", bearer: administrator.AccessToken).StatusAsync());

        var job = await WaitAsync(administrator, found => found.GetProperty("last_finished_at").ValueKind == JsonValueKind.String
            && found.GetProperty("last_finished_at").GetDateTimeOffset() >= before.AddSeconds(-1));
        Assert.True(job.GetProperty("is_last_run_good").GetBoolean());
        Assert.Equal(JsonValueKind.Null, job.GetProperty("last_error").ValueKind);
        var audit = await app.GetAsync($"/v1/admin/audit?action=job.run&actor={administrator.Id}", administrator.AccessToken).JsonAsync();
        Assert.Equal("job/DEFAULT/platform.verify_audit", audit.GetProperty("items")[0].GetProperty("resource").GetString());
    }

    [Fact]
    public async Task Job_Unknown_IsNotFound()
    {
        var administrator = await AdministratorAsync();
        using var answer = await app.PostAsync($"{Jobs}/DEFAULT/nothing/run", bearer: administrator.AccessToken);

        await ProblemAssert.IsAsync(answer, HttpStatusCode.NotFound, "job-not-found");
    }

    /// <summary>A worker takes a job within seconds; the test's own time limit is the patience.</summary>
    private async Task<JsonElement> WaitAsync(SignedIn administrator, Func<JsonElement, bool> isIt)
    {
        while (true)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var job = (await app.GetAsync(Jobs, administrator.AccessToken).JsonAsync()).GetProperty("items").EnumerateArray()
                .Single(found => found.GetProperty("name").GetString() == "platform.verify_audit");
            if (isIt(job))
                return job;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task<SignedIn> AdministratorAsync()
    {
        var account = await app.SignUpAsync();
        await app.GrantAsync(account.Id, Roles.Administrator);
        return await app.LoginAsync(account.Email);
    }
}
