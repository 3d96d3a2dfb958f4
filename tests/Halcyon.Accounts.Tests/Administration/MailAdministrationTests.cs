using System.Net;
using System.Text.Json;
using Halcyon.Platform.Mail;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Administration;

public sealed class MailAdministrationTests(HalcyonApp app)
{
    private const string Path = "/v1/admin/mail";

    [Fact]
    public async Task Mail_WithoutAServer_ShowsTheLettersToAdministratorsOnly()
    {
        var administrator = await app.NewAdministratorAsync();
        var account = await app.SignUpAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await app.GetAsync(Path, account.AccessToken).StatusAsync());

        var newest = await NewestToAsync(account.Email, administrator);
        var shown = await app.GetAsync($"{Path}/{newest.GetProperty("id")}", administrator.AccessToken).JsonAsync();

        Assert.Equal("email_verification", newest.GetProperty("kind").GetString());
        Assert.False(newest.TryGetProperty("text", out _));
        Assert.Equal((await app.LettersAsync(account.Email))[0].Text, shown.GetProperty("text").GetString());
    }

    /// <summary>Other tests sign people up meanwhile: it may be on any page.</summary>
    private async Task<JsonElement> NewestToAsync(string email, SignedIn administrator)
    {
        for (var cursor = ""; ;)
        {
            var page = await app.GetAsync($"{Path}?limit=100{cursor}", administrator.AccessToken).JsonAsync();
            foreach (var letter in page.GetProperty("items").EnumerateArray().Where(letter => letter.GetProperty("to").GetString() == email))
                return letter;
            Assert.NotNull(page.GetProperty("next_cursor").GetString());
            cursor = "&cursor=" + page.GetProperty("next_cursor").GetString();
        }
    }

    [Fact]
    public async Task Mail_Pages_ShowEachLetterOnce()
    {
        var administrator = await app.NewAdministratorAsync();
        for (var n = 0; n < 3; n++)
            await app.SignUpAsync();
        // Letters of other tests may come while pages are read: newer than these, and on no page that is still to be read.
        var before = await app.QueryAsync<Guid[]>("select array_agg(id) from platform.mail");

        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await app.GetAsync($"{Path}?limit=2{(cursor is null ? "" : "&cursor=" + cursor)}", administrator.AccessToken).JsonAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(letter => letter.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(before!.Except(seen));
        foreach (var bad in new[] { "?limit=0", "?limit=101", "?cursor=x" })
            Assert.Equal(HttpStatusCode.BadRequest, await app.GetAsync(Path + bad, administrator.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Mail_WithAServer_HidesTheTextAndRetriesWhatFailed()
    {
        // Nobody listens on port 1, and without a worker nothing is tried.
        await using var own = await HalcyonApp.StartAsync(options => options with
        {
            Smtp = SmtpSettings.Parse("smtp://127.0.0.1:1?from=h@example.org"),
            Roles = new HashSet<string>(["api"], StringComparer.Ordinal),
        });
        var administrator = await own.NewAdministratorAsync();
        var id = (await own.GetAsync(Path, administrator.AccessToken).JsonAsync()).GetProperty("items")[0].GetProperty("id").GetGuid();
        await own.QueryAsync<object>("update platform.mail set status = 'failed', attempts = 30, last_error = 'no'");

        var shown = await own.GetAsync($"{Path}/{id}", administrator.AccessToken).JsonAsync();
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("text").ValueKind);
        Assert.Equal(HttpStatusCode.NoContent, await own.PostAsync($"{Path}/{id}/retry", bearer: administrator.AccessToken).StatusAsync());
        Assert.Equal("waiting 0", await own.QueryAsync<string>($"select status || ' ' || attempts from platform.mail where id = '{id}'"));

        await own.QueryAsync<object>("update platform.mail set status = 'sent', sent_at = now()");
        using var sent = await own.PostAsync($"{Path}/{id}/retry", bearer: administrator.AccessToken);
        await ProblemAssert.IsAsync(sent, HttpStatusCode.Conflict, "letter-sent");
        await own.QueryAsync<object>("update platform.mail set status = 'failed', sent_at = null, letter = null");
        using var empty = await own.PostAsync($"{Path}/{id}/retry", bearer: administrator.AccessToken);
        await ProblemAssert.IsAsync(empty, HttpStatusCode.Conflict, "letter-empty");
        Assert.Equal(JsonValueKind.Null, (await own.GetAsync($"{Path}/{id}", administrator.AccessToken).JsonAsync()).GetProperty("to").ValueKind);
    }

    [Fact]
    public async Task Mail_UnknownLetter_IsNotFound()
    {
        var administrator = await app.NewAdministratorAsync();

        using var get = await app.GetAsync($"{Path}/{Guid.NewGuid()}", administrator.AccessToken);
        using var retry = await app.PostAsync($"{Path}/{Guid.NewGuid()}/retry", bearer: administrator.AccessToken);

        await ProblemAssert.IsAsync(get, HttpStatusCode.NotFound, "letter-not-found");
        await ProblemAssert.IsAsync(retry, HttpStatusCode.NotFound, "letter-not-found");
    }
}
