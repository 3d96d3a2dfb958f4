using System.Net;
using Halcyon.Accounts.Letters;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Halcyon.Accounts.Tests.Letters;

public sealed class VerifyEmailTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/verify-email";

    [Fact]
    public async Task Register_NewAccount_SendsALinkThatVerifiesTheAddress()
    {
        var account = await app.SignUpAsync();
        Assert.False(await IsVerifiedAsync(account));
        var letter = Assert.Single(await app.LettersAsync(account.Email));
        Assert.Equal("email_verification", letter.Kind);
        Assert.Contains("http://127.0.0.1:0/verify-email#", letter.Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(letter.Link["user"], letter.Link["token"]));

        Assert.True(await IsVerifiedAsync(account));
        // A browser that opens the link again must not read that it failed; nothing more happens.
        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(letter.Link["user"], letter.Link["token"]));
        Assert.Equal(1, (await app.AuditAsync(account.Id)).Count(entry => entry == "account.email_verified:success"));
    }

    [Fact]
    public async Task Verify_LinkOfAnotherAlteredOrOfNobody_IsRefusedAlike()
    {
        var (account, other) = (await app.SignUpAsync(), await app.SignUpAsync());
        var token = (await app.LettersAsync(other.Email))[0].Link["token"];

        foreach (var (user, wrong) in new[] { (account.Id, token), (Guid.NewGuid(), token), (other.Id, token[..^4] + "AAAA"), (other.Id, "x"), (other.Id, token + "A") })
        {
            using var response = await app.PostAsync(Path, new { user_id = user, token = wrong });
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "link-invalid");
        }

        Assert.False(await IsVerifiedAsync(account));
        Assert.False(await IsVerifiedAsync(other));
    }

    [Fact]
    public async Task Verify_LinkForAPassword_IsRefused()
    {
        var account = await app.SignUpAsync();
        var link = await Resets.RequestAsync(app, account.Email);

        Assert.Equal(HttpStatusCode.BadRequest, await VerifyAsync(link["user"], link["token"]));
    }

    [Fact]
    public async Task Verify_LinkTooOld_IsRefused()
    {
        await using var own = await HalcyonApp.StartAsync(
            configure: builder => builder.Services.Configure<AddressTokenOptions>(tokens => tokens.TokenLifespan = TimeSpan.FromTicks(1)));
        var account = await own.SignUpAsync();
        var link = (await own.LettersAsync(account.Email))[0].Link;

        using var response = await own.PostAsync(Path, new { user_id = link["user"], token = link["token"] });

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "link-invalid");
        Assert.Equal(TimeSpan.FromDays(3), new AddressTokenOptions().TokenLifespan);
        Assert.Equal(TimeSpan.FromHours(1), app.Services.GetRequiredService<IOptions<ResetTokenOptions>>().Value.TokenLifespan);
    }

    [Fact]
    public async Task SendAgain_ThreeTimes_ThenWaits()
    {
        var account = await app.SignUpAsync();
        for (var n = 0; n < LetterLimit.PerAddress; n++)
            Assert.Equal(HttpStatusCode.Accepted, await app.PostAsync("/v1/users/me/verify-email", bearer: account.AccessToken).StatusAsync());

        using var refused = await app.PostAsync("/v1/users/me/verify-email", bearer: account.AccessToken);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.TooManyRequests, "too-many-letters");
        var letters = await app.LettersAsync(account.Email);
        Assert.Equal(1 + LetterLimit.PerAddress, letters.Count);
        Assert.Equal(HttpStatusCode.NoContent, await VerifyAsync(letters[^1].Link["user"], letters[^1].Link["token"]));
        using var done = await app.PostAsync("/v1/users/me/verify-email", bearer: account.AccessToken);
        await ProblemAssert.IsAsync(done, HttpStatusCode.Conflict, "nothing-to-verify");
    }

    [Theory]
    [InlineData("""{"token":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"user_id":"x","token":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"user_id":"018f0000-0000-7000-8000-000000000000"}""", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    public async Task Verify_InvalidBody_IsRefused(string body, HttpStatusCode expected) =>
        Assert.Equal(expected, await app.PostAsync(Path, Calls.Json(body)).StatusAsync());

    private Task<HttpStatusCode> VerifyAsync(string user, string token) => app.PostAsync(Path, new { user_id = user, token }).StatusAsync();

    private async Task<bool> IsVerifiedAsync(SignedIn account) =>
        (await app.GetAsync("/v1/users/me", account.AccessToken).JsonAsync()).GetProperty("email_verified").GetBoolean();
}
