using System.Net;
using Halcyon.Accounts.Tests.Mfa;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Passkeys;

/// <summary>What a phishing page, a thief of one answer, or a copied authenticator would try.</summary>
public sealed class HostilePasskeyTests(HalcyonApp app)
{
    private static readonly Dictionary<string, Lie> Lies = new()
    {
        ["other origin"] = new Lie { Origin = "https://halcyon.example.net" },
        ["same host, other port"] = new Lie { Origin = "http://localhost:1" },
        ["origin of a look-alike"] = new Lie { Origin = "http://localhost.example.net" },
        ["other relying party"] = new Lie { RelyingPartyId = "example.net" },
        ["altered challenge"] = new Lie { Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
        ["empty challenge"] = new Lie { Challenge = "" },
        ["inside another site's frame"] = new Lie { CrossOrigin = true },
        ["without user verification"] = new Lie { WithoutVerification = true },
        ["without user presence"] = new Lie { WithoutPresence = true },
    };

    private static readonly Dictionary<string, Lie> SignInLies = new(Lies)
    {
        ["altered signature"] = new Lie { BadSignature = true },
        ["counter that does not grow"] = new Lie { SameCount = true },
        ["a registration's answer"] = new Lie { Type = "webauthn.create" },
        ["another account's handle"] = new Lie { UserHandle = Guid.NewGuid() },
    };

    private static readonly Dictionary<string, Lie> RegistrationLies = new(Lies)
    {
        ["a sign-in's answer"] = new Lie { Type = "webauthn.get" },
    };

    public static TheoryData<string> SignInLieNames => [.. SignInLies.Keys];

    public static TheoryData<string> RegistrationLieNames => [.. RegistrationLies.Keys];

    [Theory]
    [MemberData(nameof(SignInLieNames))]
    public async Task SignIn_Lie_IsRefusedAndTheTruthStillWorks(string name)
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        await app.SignInAsync(authenticator);

        var (options, state) = await app.SignInOptionsAsync();
        await app.SignInAsync(authenticator.Get(options, SignInLies[name]), state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-refused");

        // The challenge is used up by the wrong answer.
        await app.SignInAsync(authenticator.Get(options), state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-expired");
        Assert.Equal(account.Id, (await app.SignInAsync(authenticator)).Id);
    }

    [Theory]
    [MemberData(nameof(RegistrationLieNames))]
    public async Task Add_Lie_IsRefusedAndNothingIsAdded(string name)
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        var (options, state) = await app.RegistrationOptionsAsync(account);

        await app.AddAsync(account, authenticator.Create(options, RegistrationLies[name]), state).RefusedAsync(HttpStatusCode.BadRequest, "passkey-refused");

        await app.AddAsync(account, authenticator.Create(options), state).RefusedAsync(HttpStatusCode.BadRequest, "passkey-expired");
        Assert.Equal(0, await app.QueryAsync<long>($"select count(*) from accounts.passkeys where user_id = '{account.Id}'"));
    }

    [Fact]
    public async Task SignIn_AnswerSentAgain_IsRefusedAlsoAtOnceAndOnAnotherNode()
    {
        await using var second = await HalcyonApp.StartAsync(options => options with
        {
            Database = app.ConnectionString,
            DataDirectory = app.DataDirectory,
            PublicUrl = app.Origin(),
            // Other tests' jobs and events are none of a node's that ends soon.
            Roles = new HashSet<string>(["api"], StringComparer.Ordinal),
        });
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        var (options, state) = await app.SignInOptionsAsync();
        var answer = authenticator.Get(options);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? app : second).SignInAsync(answer, state).StatusAsync()));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(7, statuses.Count(status => status == HttpStatusCode.Unauthorized));
        await second.SignInAsync(answer, state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-expired");
    }

    [Fact]
    public async Task SignIn_TwoAnswersOfOneCount_OneIsACopy()
    {
        var account = await app.SignUpAsync();
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        var (options, state) = await app.SignInOptionsAsync();
        var (copyOptions, copyState) = await app.SignInOptionsAsync();
        var (answer, copy) = (authenticator.Get(options), authenticator.Get(copyOptions, new Lie { SameCount = true }));

        var statuses = await Task.WhenAll(app.SignInAsync(answer, state).StatusAsync(), app.SignInAsync(copy, copyState).StatusAsync());

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Single(statuses, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task State_OfAnotherPurposeOrAccountOrAltered_IsRefused()
    {
        var (account, stranger) = (await app.SignUpAsync(), await app.SignUpAsync());
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(account, authenticator);
        using var another = new SoftAuthenticator(app.Origin());
        var (registration, registrationState) = await app.RegistrationOptionsAsync(account);
        var (signIn, signInState) = await app.SignInOptionsAsync();

        await app.SignInAsync(authenticator.Get(signIn), registrationState).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-expired");
        await app.AddAsync(account, another.Create(registration), signInState).RefusedAsync(HttpStatusCode.BadRequest, "passkey-expired");
        await app.AddAsync(stranger, another.Create(registration), registrationState).RefusedAsync(HttpStatusCode.BadRequest, "passkey-expired");
        foreach (var altered in (string[])[signInState[..^2] + "AA", "nothing", " ", signInState + signInState])
            Assert.Contains(await app.SignInAsync(authenticator.Get(signIn), altered).StatusAsync(), (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest]);

        // None of that has used them up.
        Assert.Equal(HttpStatusCode.Created, await app.AddAsync(account, another.Create(registration), registrationState).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await app.SignInAsync(authenticator.Get(signIn), signInState).StatusAsync());
    }

    [Fact]
    public async Task State_OlderThanFiveMinutes_IsRefused()
    {
        var clock = new MovedClock();
        await using var own = await HalcyonApp.StartAsync(configure: builder => builder.Services.Add(
            Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<TimeProvider>(clock)));
        var account = await own.SignUpAsync();
        using var authenticator = new SoftAuthenticator(own.Origin());
        await own.AddPasskeyAsync(account, authenticator);
        var (options, state) = await own.SignInOptionsAsync();

        clock.By = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);

        await own.SignInAsync(authenticator.Get(options), state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-expired");
    }

    [Fact]
    public async Task Add_PasskeyOfAnotherAccount_IsRefused()
    {
        var (owner, thief) = (await app.SignUpAsync(), await app.SignUpAsync());
        using var authenticator = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(owner, authenticator);
        var (options, state) = await app.RegistrationOptionsAsync(thief);

        await app.AddAsync(thief, authenticator.Create(options), state).RefusedAsync(HttpStatusCode.BadRequest, "passkey-refused");
    }

    [Fact]
    public async Task SignIn_PasskeyOfAnotherAccountUnderTheVictimsHandle_IsRefused()
    {
        var (victim, thief) = (await app.SignUpAsync(), await app.SignUpAsync());
        using var victims = new SoftAuthenticator(app.Origin());
        using var thiefs = new SoftAuthenticator(app.Origin());
        await app.AddPasskeyAsync(victim, victims);
        await app.AddPasskeyAsync(thief, thiefs);
        var (options, state) = await app.SignInOptionsAsync();

        await app.SignInAsync(thiefs.Get(options, new Lie { UserHandle = victim.Id }), state).RefusedAsync(HttpStatusCode.Unauthorized, "passkey-refused");
    }

    [Theory]
    [InlineData("""{"state":"STATE"}""")]
    [InlineData("""{"credential":null,"state":"STATE"}""")]
    [InlineData("""{"credential":"text","state":"STATE"}""")]
    [InlineData("""{"credential":{},"state":"STATE"}""")]
    [InlineData("""{"credential":{"id":1,"response":[]},"state":"STATE"}""")]
    [InlineData("""{"credential":{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA","userHandle":"AA"}},"state":"STATE"}""")]
    public async Task SignIn_NotACredential_IsRefusedNotAnError(string body)
    {
        var (_, state) = await app.SignInOptionsAsync();

        await app.FromPageAsync($"{PasskeyCalls.Base}/sign-in", Calls.Json(body.Replace("STATE", state, StringComparison.Ordinal)))
            .RefusedAsync(HttpStatusCode.Unauthorized, "passkey-refused");
    }
}
