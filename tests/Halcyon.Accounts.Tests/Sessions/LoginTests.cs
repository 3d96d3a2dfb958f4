using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Users;
using Halcyon.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public sealed class LoginTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/login";

    [Fact]
    public async Task Login_RightPassword_OpensAnotherSession()
    {
        var account = await app.SignUpAsync();

        var again = await app.LoginAsync(account.Email.ToUpperInvariant());

        Assert.Equal(account.Id, again.Id);
        Assert.NotEqual(account.RefreshToken, again.RefreshToken);
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(["account.registered:success", "account.login:success"], await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Login_UnknownAddress_IsAnsweredAsAWrongPassword()
    {
        var account = await app.SignUpAsync();
        var nobody = Calls.NewEmail();

        for (var attempt = 1; attempt <= 6; attempt++)
        {
            var known = await AnswerAsync(account.Email);
            var unknown = await AnswerAsync(nobody);

            Assert.Equal(attempt <= 5 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, known.Status);
            Assert.Equal(known.Status, unknown.Status);
            Assert.Equal(known.Words, unknown.Words);
            Assert.Equal(known.Headers, unknown.Headers);
        }

        async Task<(HttpStatusCode Status, string Words, string[] Headers)> AnswerAsync(string email)
        {
            using var response = await app.PostAsync(Path, new { email, password = "not the right one" });
            var problem = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var words = string.Join('|', new[] { "type", "title", "status" }.Select(name => problem.GetProperty(name).ToString()))
                + string.Join('|', problem.EnumerateObject().Select(member => member.Name));
            return (response.StatusCode, words, [.. response.Headers.Select(header => header.Key).Order(StringComparer.Ordinal)]);
        }
    }

    [Fact]
    public async Task Login_UnknownAddress_DoesTheWorkOfOneHash()
    {
        var hasher = new CountingHasher();
        await using var own = await HalcyonApp.StartAsync(
            configure: builder => builder.Services.AddSingleton<IPasswordHasher<Account>>(hasher));
        var account = await own.SignUpAsync();

        foreach (var email in new[] { account.Email, "nobody@example.org" })
        {
            hasher.Verified = 0;
            Assert.Equal(HttpStatusCode.Unauthorized, await own.PostAsync(Path, new { email, password = "not the right one" }).StatusAsync());
            Assert.Equal(1, hasher.Verified);
        }
    }

    [Fact]
    public async Task Login_FiveWrongPasswords_LockTheAddressAndOnlyThatOne()
    {
        var account = await app.SignUpAsync();
        var other = await app.SignUpAsync();
        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, await WrongAsync(account.Email));

        using var locked = await app.PostAsync(Path, new { email = account.Email, password = Calls.Password });

        var problem = await ProblemAssert.IsAsync(locked, HttpStatusCode.TooManyRequests, "sign-in-locked");
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Equal((int)locked.Headers.RetryAfter!.Delta!.Value.TotalSeconds, problem.GetProperty("retry_after_seconds").GetInt32());
        Assert.Equal(other.Id, (await app.LoginAsync(other.Email)).Id);
        string[] expected = ["account.registered:success", .. Enumerable.Repeat("account.login:refused", 5), "account.locked:success"];
        Assert.Equal(expected, await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Login_AfterTheLockEnded_WorksAgainAndCountsFromOne()
    {
        var account = await app.SignUpAsync();
        for (var n = 0; n < 5; n++)
            await WrongAsync(account.Email);
        await app.QueryAsync<object>(
            $"""
            update accounts.sign_in_attempts
            set locked_until = locked_until - interval '16 minutes', last_attempt_at = last_attempt_at - interval '16 minutes'
            where email_sha256 = sha256(convert_to('{account.Email.ToUpperInvariant()}', 'UTF8')) and locked_until is not null
            """);

        Assert.Equal(HttpStatusCode.Unauthorized, await WrongAsync(account.Email));
        Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
    }

    [Fact]
    public async Task Login_RightPasswordAfterFourWrong_ForgetsThem()
    {
        var account = await app.SignUpAsync();
        for (var round = 0; round < 2; round++)
        {
            for (var n = 0; n < 4; n++)
                Assert.Equal(HttpStatusCode.Unauthorized, await WrongAsync(account.Email));

            Assert.Equal(account.Id, (await app.LoginAsync(account.Email)).Id);
        }
    }

    [Fact]
    public async Task Login_ManyGuessesAtOnce_AreNoMoreThanFive()
    {
        var account = await app.SignUpAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => WrongAsync(account.Email)));

        Assert.Equal(5, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(15, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
    }

    [Theory]
    [InlineData("""{"email":"a@example.org"}""", "password")]
    [InlineData("""{"password":"x"}""", "email")]
    [InlineData("""{"email":"a","password":"x"}""", "email")]
    [InlineData("""{"email":"a@example.org","password":"x","refresh_transport":""}""", null)]
    [InlineData("""{"email":"a@example.org","password":"x","refresh_transport":"Cookie"}""", "refresh_transport")]
    public async Task Login_InvalidBody_NamesTheField(string body, string? field)
    {
        using var response = await app.PostAsync(Path, Calls.Json(body));

        if (field is null)
        {
            await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "wrong-credentials");
            return;
        }

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task Login_TenKilobytePassword_IsRefusedWithAClearSentence()
    {
        using var response = await app.PostAsync(Path, new { email = "a@example.org", password = new string('ü', 10_000) });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal("The password is longer than 256 characters.", problem.GetProperty("errors").GetProperty("password")[0].GetString());
    }

    [Fact]
    public async Task Login_HashOfFewerIterations_IsMadeAnew()
    {
        await using var own = await Calls.StartAtFullCostAsync();
        var account = await own.SignUpAsync();
        var weak = new ComposedPasswordHasher(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }))
            .HashPassword(new Account(), Calls.Password);
        await own.QueryAsync<object>($"update accounts.users set password_hash = '{weak}' where id = '{account.Id}'");

        await own.LoginAsync(account.Email);

        var hash = Convert.FromBase64String((await own.QueryAsync<string>($"select password_hash from accounts.users where id = '{account.Id}'"))!);
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
        await own.LoginAsync(account.Email);
    }

    [Fact]
    public async Task Login_EachOutcome_IsCounted()
    {
        var counted = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "halcyon.accounts.sign_ins")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
                counted.Add(tags[0].Value?.ToString());
        });
        listener.Start();
        await using var own = await HalcyonApp.StartAsync();
        var account = await own.SignUpAsync();

        await own.LoginAsync(account.Email);
        for (var n = 0; n < 6; n++)
            await own.PostAsync(Path, new { email = account.Email, password = "not the right one" }).StatusAsync();

        lock (counted)
            Assert.Superset(new HashSet<string?>(["success", "wrong_password", "locked"]), counted.ToHashSet());
    }

    private Task<HttpStatusCode> WrongAsync(string email) =>
        app.PostAsync(Path, new { email, password = "not the right one" }).StatusAsync();

    /// <summary>The real hasher, counting.</summary>
    private sealed class CountingHasher : IPasswordHasher<Account>
    {
        private readonly ComposedPasswordHasher _real = new(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));

        public int Verified { get; set; }

        public string HashPassword(Account user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
