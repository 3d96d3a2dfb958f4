using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Letters;

public sealed class ChangePasswordTests(HalcyonApp app)
{
    private const string Path = "/v1/users/me/password";
    private const string NewPassword = "seven quiet green lanterns";

    [Fact]
    public async Task Change_RightPassword_KeepsThisSessionAndEndsTheOthers()
    {
        var account = await app.SignUpAsync();
        var elsewhere = await app.LoginAsync(account.Email);

        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(account, Calls.Password));

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        await app.RefreshAsync(account.RefreshToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", elsewhere.AccessToken).StatusAsync());
        await app.LoginAsync(account.Email, NewPassword);
        Assert.Single(await app.LettersAsync(account.Email, "password_changed"));
        Assert.Contains("account.password_changed:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Change_WithALinkUnderWay_EndsTheLink()
    {
        var account = await app.SignUpAsync();
        var link = await Resets.RequestAsync(app, account.Email);
        await ChangeAsync(account, Calls.Password);

        using var response = await app.PostAsync("/v1/auth/reset-password", new { user_id = link["user"], token = link["token"], password = "eight quiet green lanterns" });

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "link-invalid");
    }

    [Fact]
    public async Task Change_GuessedAtAnOpenSession_IsToldToItsOwnerGuessByGuess()
    {
        var account = await app.SignUpAsync();

        for (var guess = 0; guess < 6; guess++)
            await ChangeAsync(account, "not the right one");

        var records = await app.AuditRecordsAsync(account.Id, "account.reauthentication");
        Assert.Equal(["locked", .. Enumerable.Repeat("wrong_password", 5)], records.Select(entry => entry.Details!["reason"]));
        Assert.All(records, entry => Assert.Equal(("refused", account.Id), (entry.Outcome, entry.ActorId!.Value.Value)));
        Assert.Single(await app.AuditRecordsAsync(account.Id, "account.locked"));
    }

    [Fact]
    public async Task Change_WrongOrNoPassword_ChangesNothing()
    {
        var account = await app.SignUpAsync();

        foreach (var wrong in new[] { "not the right one", null })
        {
            using var response = await app.PostAsync(Path, new { current_password = wrong, new_password = NewPassword }, account.AccessToken);
            await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "password-required");
        }

        await app.LoginAsync(account.Email);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password12345678")]
    public async Task Change_PasswordAgainstTheRules_NamesTheField(string password)
    {
        var account = await app.SignUpAsync();

        using var response = await app.PostAsync(Path, new { current_password = Calls.Password, new_password = password }, account.AccessToken);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Equal(["new_password"], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        await app.LoginAsync(account.Email);
    }

    private Task<HttpStatusCode> ChangeAsync(SignedIn account, string current) =>
        app.PostAsync(Path, new { current_password = current, new_password = NewPassword }, account.AccessToken).StatusAsync();
}
