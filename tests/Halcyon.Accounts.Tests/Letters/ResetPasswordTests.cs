using System.Diagnostics;
using System.Net;
using Halcyon.Accounts.Letters;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Letters;

public sealed class ResetPasswordTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/reset-password";
    private const string NewPassword = "seven quiet green lanterns";

    [Fact]
    public async Task Reset_LinkFromTheLetter_ChangesThePasswordAndSignsOutEverywhere()
    {
        var account = await app.SignUpAsync();
        var elsewhere = await app.LoginAsync(account.Email);
        for (var n = 0; n < 5; n++)
            await app.PostAsync("/v1/auth/login", new { email = account.Email, password = "not the right one" }).StatusAsync();
        var link = await Resets.RequestAsync(app, account.Email);

        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(link, NewPassword));

        foreach (var session in new[] { account, elsewhere })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", session.AccessToken).StatusAsync());
            Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/refresh", new { refresh_token = session.RefreshToken }).StatusAsync());
        }

        // The lock of the wrong passwords is gone too; the old password is wrong.
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/login", new { email = account.Email, password = Calls.Password }).StatusAsync());
        var again = await app.LoginAsync(account.Email, NewPassword);
        Assert.True((await app.GetAsync("/v1/users/me", again.AccessToken).JsonAsync()).GetProperty("email_verified").GetBoolean());
        Assert.Single(await app.LettersAsync(account.Email, "password_changed"));
        var audit = await app.AuditAsync(account.Id);
        Assert.Contains("account.password_reset_sent:success", audit);
        Assert.Contains("account.password_reset:success", audit);
    }

    [Fact]
    public async Task Reset_LinkUsedTwiceOrAtOnce_WorksOnce()
    {
        var account = await app.SignUpAsync();
        var link = await Resets.RequestAsync(app, account.Email);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ResetAsync(link, NewPassword)));

        Assert.Single(statuses, status => status == HttpStatusCode.NoContent);
        Assert.Equal(3, statuses.Count(status => status == HttpStatusCode.BadRequest));
        using var late = await app.PostAsync(Path, new { user_id = link["user"], token = link["token"], password = NewPassword });
        await ProblemAssert.IsAsync(late, HttpStatusCode.BadRequest, "link-invalid");
    }

    [Fact]
    public async Task Reset_TwoLinksAskedFor_TheFirstUsedEndsTheOther()
    {
        var account = await app.SignUpAsync();
        var first = await Resets.RequestAsync(app, account.Email);
        var second = await Resets.RequestAsync(app, account.Email);

        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(second, NewPassword));
        Assert.Equal(HttpStatusCode.BadRequest, await ResetAsync(first, "eight quiet green lanterns"));
    }

    [Fact]
    public async Task Reset_GuessablePassword_NamesTheFieldAndLeavesTheLinkGood()
    {
        var account = await app.SignUpAsync();
        var link = await Resets.RequestAsync(app, account.Email);

        foreach (var password in new[] { "password12345678", "short" })
        {
            using var refused = await app.PostAsync(Path, new { user_id = link["user"], token = link["token"], password });
            var problem = await ProblemAssert.IsAsync(refused, HttpStatusCode.BadRequest, "validation");
            Assert.Equal(["password"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        }

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.NoContent, await ResetAsync(link, NewPassword));
    }

    [Fact]
    public async Task Reset_LinkTooOld_IsRefused()
    {
        await using var own = await HalcyonApp.StartAsync(
            configure: builder => builder.Services.Configure<ResetTokenOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromTicks(1)));
        var account = await own.SignUpAsync();
        var link = await Resets.RequestAsync(own, account.Email);

        using var response = await own.PostAsync(Path, new { user_id = link["user"], token = link["token"], password = NewPassword });

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "link-invalid");
    }

    [Fact]
    public async Task Forgot_KnownAndUnknownAddress_AreAnsweredAlike()
    {
        await using var own = await HalcyonApp.StartAsync();
        var account = await own.SignUpAsync();

        for (var n = 0; n < LetterLimit.PerAddress + 1; n++)
            Assert.Equal(await AnswerAsync(account.Email), await AnswerAsync("nobody@example.org"));

        await own.HandleEventsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(LetterLimit.PerAddress, (await own.LettersAsync(account.Email, "password_reset")).Count);
        Assert.Empty(await own.LettersAsync("nobody@example.org"));
        Assert.Equal(0L, await own.QueryAsync<long>("select count(*) from platform.outbox where payload::text ilike '%@example.org%'"));

        async Task<string> AnswerAsync(string email)
        {
            using var response = await own.PostAsync("/v1/auth/forgot-password", new { email });
            return $"{response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)} "
                + string.Join(',', response.Headers.Select(header => header.Key).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>What could be timed is what is done: the request runs the same statements and never looks the address up.</summary>
    [Fact]
    public async Task Forgot_KnownAndUnknownAddress_DoTheSameWork()
    {
        await using var own = await HalcyonApp.StartAsync();
        var account = await own.SignUpAsync();

        Assert.Equal(await StatementsAsync("nobody@example.org"), await StatementsAsync(account.Email));

        async Task<string[]> StatementsAsync(string email)
        {
            var statements = new List<string>();
            using var request = new Activity("request").Start();
            using var source = new ActivityListener
            {
                ShouldListenTo = activitySource => activitySource.Name is "Npgsql" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    // The queue's own work runs elsewhere, at any time.
                    if ((activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement")) is string sql && IsOfTheRequest(activity))
                        statements.Add(sql);
                },
            };
            ActivitySource.AddActivityListener(source);
            Assert.Equal(HttpStatusCode.Accepted, await own.PostAsync("/v1/auth/forgot-password", new { email }).StatusAsync());
            Assert.NotEmpty(statements);
            return [.. statements];

            bool IsOfTheRequest(Activity activity) => activity.TraceId == request.TraceId;
        }
    }

    [Fact]
    public async Task Forgot_ManyAddressesFromOneCaller_AreLimited()
    {
        await using var own = await HalcyonApp.StartAsync();
        for (var n = 0; n < LetterLimit.PerCaller; n++)
            Assert.Equal(HttpStatusCode.Accepted, await own.PostAsync("/v1/auth/forgot-password", new { email = $"somebody{n}@example.org" }).StatusAsync());

        using var refused = await own.PostAsync("/v1/auth/forgot-password", new { email = "one.more@example.org" });

        await ProblemAssert.IsAsync(refused, HttpStatusCode.TooManyRequests, "too-many-letters");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"email":"a"}""")]
    [InlineData("""{"email":"a@example.org\r\nBcc: b@example.org"}""")]
    public async Task Forgot_InvalidBody_NamesTheField(string body)
    {
        using var response = await app.PostAsync("/v1/auth/forgot-password", Calls.Json(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal(["email"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private Task<HttpStatusCode> ResetAsync(IReadOnlyDictionary<string, string> link, string password) =>
        app.PostAsync(Path, new { user_id = link["user"], token = link["token"], password }).StatusAsync();
}
