using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

/// <summary>Ten thousand guesses, and sessions that somebody else prepared.</summary>
public sealed class HostileSignInTests
{
    private const int Guesses = 10_000;
    private const int AtOnce = 64;
    private const string Login = "/v1/auth/login";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_TenThousandGuessesAtOneAddress_HashFiveTimes()
    {
        var hasher = new CountingHasher();
        await using var app = await StartAsync(hasher, new RateLimits(int.MaxValue, int.MaxValue));
        var account = await app.SignUpAsync();

        var statuses = await GuessAsync(app, guess => new { email = account.Email, password = $"guess number {guess}" });

        Assert.Equal(5, hasher.Verified);
        Assert.Equal(5, statuses[HttpStatusCode.Unauthorized]);
        Assert.Equal(Guesses - 5, statuses[HttpStatusCode.TooManyRequests]);
        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from platform.audit_entry where action = 'account.locked' and subject_id = '{account.Id}'"));
        // Whoever was signed in before goes on, and the lock does not tell whether the next guess would have been right.
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, await app.PostAsync(Login, new { email = account.Email, password = Calls.Password }).StatusAsync());
    }

    [Fact]
    public async Task Login_TenThousandAddressesFromOneCaller_HashNoMoreThanAnHoursAllowance()
    {
        var hasher = new CountingHasher();
        var allowance = new RateLimits().AnonymousPerHour;
        await using var app = await StartAsync(hasher, new RateLimits());

        var statuses = await GuessAsync(app, guess => new { email = $"guess{guess}@example.org", password = "correct horse battery staple" });

        Assert.Equal(allowance, hasher.Verified);
        Assert.Equal(allowance, statuses[HttpStatusCode.Unauthorized]);
        Assert.Equal(Guesses - allowance, statuses[HttpStatusCode.TooManyRequests]);
    }

    [Theory]
    [InlineData("/v1/auth/login")]
    [InlineData("/v1/auth/register")]
    public async Task SignIn_WithASessionThatAnotherPrepared_OpensAFreshOneAndLeavesTheirs(string path)
    {
        await using var app = await HalcyonApp.StartAsync();
        var attacker = await app.SignUpAsync();
        var email = path == Login ? (await app.SignUpAsync()).Email : Calls.NewEmail();

        var answer = await app.SendAsync(
            HttpMethod.Post, path, new { email, password = Calls.Password }, attacker.AccessToken,
            request => request.Headers.Add("Cookie", $"halcyon_refresh={attacker.RefreshToken}"))
            .JsonAsync(path == Login ? HttpStatusCode.OK : HttpStatusCode.Created);

        var victim = SignedIn.From(answer, email);
        Assert.NotEqual(attacker.Id, victim.Id);
        Assert.NotEqual(attacker.RefreshToken, victim.RefreshToken);
        // What the attacker holds stays the attacker's: no session changed hands.
        Assert.Equal(attacker.Id, (await app.RefreshAsync(attacker.RefreshToken)).Id);
        Assert.Equal(victim.Id, (await app.RefreshAsync(victim.RefreshToken)).Id);
        Assert.Equal(0, await app.QueryAsync<long>(
            "select count(*) from accounts.sessions a join accounts.sessions b on a.id = b.id and a.user_id <> b.user_id"));
    }

    [Fact]
    public async Task Refresh_FiftyAtOnceForTwentySessions_GivesEachOneSuccessor()
    {
        await using var app = await HalcyonApp.StartAsync(
            options => options with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal) },
            builder => builder.Services
                .AddSingleton<IPasswordHasher<Account>>(new CountingHasher())
                // All at once, however long this machine takes for a thousand: an old token is good for ten seconds.
                .AddSingleton<TimeProvider>(new StoppedClock(DateTimeOffset.UtcNow)));
        var sessions = new List<SignedIn>();
        for (var n = 0; n < 20; n++)
            sessions.Add(await app.SignUpAsync());

        var answers = await Task.WhenAll(sessions.SelectMany(session => Enumerable.Range(0, 50).Select(async _ =>
        {
            using var answer = await app.Anonymous.PostAsJsonAsync("/v1/auth/refresh", new { refresh_token = session.RefreshToken }, Stop);
            var tokens = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Stop);
            return (session.Id, tokens.GetProperty("refresh_token").GetString());
        })));

        Assert.Equal(1000, answers.Length);
        Assert.Equal(20, answers.Distinct().Count());
        Assert.Equal(40, await app.QueryAsync<long>("select count(*) from accounts.refresh_tokens"));
    }

    private static Task<HalcyonApp> StartAsync(CountingHasher hasher, RateLimits limits) => HalcyonApp.StartAsync(
        options => options with { RateLimits = limits },
        builder => builder.Services.AddSingleton<IPasswordHasher<Account>>(hasher));

    private static async Task<ConcurrentDictionary<HttpStatusCode, int>> GuessAsync(HalcyonApp app, Func<int, object> body)
    {
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Guesses), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop },
            async (guess, cancellationToken) =>
            {
                using var answer = await app.Anonymous.PostAsJsonAsync(Login, body(guess), cancellationToken);
                statuses.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
            });
        return statuses;
    }

    /// <summary>The real hasher with few iterations, so that ten thousand would be possible; counting.</summary>
    private sealed class CountingHasher : IPasswordHasher<Account>
    {
        private readonly ComposedPasswordHasher _real = new(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));
        private int _verified;

        public int Verified => _verified;

        public string HashPassword(Account user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
