using System.Net;
using System.Text;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Registration;

public sealed class RegisterTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/register";

    [Fact]
    public async Task Register_NewAddress_OpensAnAccountAndSignsIn()
    {
        var email = Calls.NewEmail();
        using var response = await app.PostAsync(Path, new { email = $" {email.ToUpperInvariant()} ", password = Calls.Password, display_name = " Ada " });
        var answer = await Task.FromResult(response).JsonAsync(HttpStatusCode.Created);

        Assert.Equal("/v1/users/me", response.Headers.Location?.OriginalString);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(900, answer.GetProperty("expires_in").GetInt32());
        Assert.Equal(43, answer.GetProperty("refresh_token").GetString()!.Length);
        var user = answer.GetProperty("user");
        Assert.Equal("Ada", user.GetProperty("display_name").GetString());
        Assert.Equal(["person"], user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.False(user.GetProperty("is_guest").GetBoolean());
        Assert.Equal(email, user.GetProperty("email").GetString(), ignoreCase: true);
        var me = await app.GetAsync("/v1/users/me", answer.GetProperty("access_token").GetString()).JsonAsync();
        Assert.Equal(user.GetRawText(), me.GetRawText());
        Assert.Equal(["account.registered:success"], await app.AuditAsync(user.GetProperty("id").GetGuid()));
    }

    [Fact]
    public async Task Register_RegistrationOff_IsRefusedAndOpensNothing()
    {
        await using var closed = await HalcyonApp.StartAsync(options => options with { RegistrationEnabled = false });
        var email = Calls.NewEmail();

        using var response = await closed.PostAsync(Path, new { email, password = Calls.Password });

        await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "registration-closed");
        Assert.Equal(0, await closed.QueryAsync<long>($"select count(*) from accounts.users where email = '{email}'"));
    }

    [Fact]
    public async Task Register_TakenAddressInOtherCase_IsConflict()
    {
        var first = await app.SignUpAsync();

        using var second = await app.PostAsync(Path, new { email = first.Email.ToUpperInvariant(), password = Calls.Password });

        await ProblemAssert.IsAsync(second, HttpStatusCode.Conflict, "email-taken");
    }

    [Fact]
    public async Task Register_OneAddressManyTimesAtOnce_OpensOneAccount()
    {
        var body = new { email = Calls.NewEmail(), password = Calls.Password };

        var statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.PostAsync(Path, body).StatusAsync()));

        Assert.Single(statuses, HttpStatusCode.Created);
        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Register_ManyTakenAddresses_IsStoppedForAnHour()
    {
        await using var own = await HalcyonApp.StartAsync();
        var taken = await own.SignUpAsync();
        for (var n = 0; n < 10; n++)
            Assert.Equal(HttpStatusCode.Conflict, await own.PostAsync(Path, new { email = taken.Email, password = Calls.Password }).StatusAsync());

        using var stopped = await own.PostAsync(Path, new { email = taken.Email, password = Calls.Password });

        await ProblemAssert.IsAsync(stopped, HttpStatusCode.TooManyRequests, "too-many-registrations");
        Assert.Equal(TimeSpan.FromHours(1), stopped.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("""{"password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":null,"password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":"","password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":"no address","password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":"a@example.org\r\nBcc: b@example.org","password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":"a@example.org\u0000","password":"violet kettle marsh"}""", "email")]
    [InlineData("""{"email":"a@example.org"}""", "password")]
    [InlineData("""{"email":"a@example.org","password":"eleven char"}""", "password")]
    [InlineData("""{"email":"a@example.org","password":"Password2024!"}""", "password")]
    [InlineData("""{"email":"a@example.org","password":"            "}""", "password")]
    [InlineData("""{"email":"a@example.org","password":"violet kettle marsh","display_name":"two\nlines"}""", "display_name")]
    [InlineData("""{"email":"a@example.org","password":"violet kettle marsh","display_name":"\u202egnp.exe"}""", "display_name")]
    [InlineData("""{"email":"a@example.org","password":"violet kettle marsh","refresh_transport":"pigeon"}""", "refresh_transport")]
    public async Task Register_InvalidBody_NamesTheField(string body, string field)
    {
        using var response = await app.PostAsync(Path, Calls.Json(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        var error = Assert.Single(problem.GetProperty("errors").EnumerateObject());
        Assert.Equal(field, error.Name);
        Assert.NotEmpty(error.Value.EnumerateArray().First().GetString()!);
    }

    [Fact]
    public async Task Register_TenKilobytePassword_IsRefusedWithAClearSentence()
    {
        using var response = await app.PostAsync(Path, new { email = Calls.NewEmail(), password = new string('w', 10_000) });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.Contains("12 to 256", problem.GetProperty("errors").GetProperty("password")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("正しい馬電池ホッチキス紫色")]
    [InlineData("🐎🔋📎✅🌧🚲🍋🎻🐎🔋📎")]
    [InlineData("noncharacter \ufffe inside it")]
    [InlineData("right-to-left \u202e and zero\u200bwidth")]
    public async Task Register_UnicodePassword_SignsInAgain(string password)
    {
        var account = await app.SignUpAsync(password: password);

        Assert.Equal(account.Id, (await app.LoginAsync(account.Email, password)).Id);
    }

    [Fact]
    public async Task Register_PasswordOf256Characters_SignsInAgainAndItsPrefixDoesNot()
    {
        var password = string.Concat(Enumerable.Range(0, 256).Select(n => (char)('ऄ' + (n % 50))));
        var account = await app.SignUpAsync(password: password);

        Assert.Equal(account.Id, (await app.LoginAsync(account.Email, password)).Id);
        var prefix = new { email = account.Email, password = password[..255] };
        Assert.Equal(HttpStatusCode.Unauthorized, await app.PostAsync("/v1/auth/login", prefix).StatusAsync());
    }

    [Fact]
    public async Task Register_ComposedPassword_MatchesTheSameTypedDecomposed()
    {
        const string Composed = "Zürcher Küche grün";
        var account = await app.SignUpAsync(password: Composed);

        Assert.Equal(account.Id, (await app.LoginAsync(account.Email, Composed.Normalize(NormalizationForm.FormD))).Id);
    }

    [Fact]
    public async Task Register_Password_IsKeptOnlyAsPbkdf2Sha512Hash()
    {
        await using var own = await Calls.StartAtFullCostAsync();
        var account = await own.SignUpAsync();

        var hash = Convert.FromBase64String((await own.QueryAsync<string>($"select password_hash from accounts.users where id = '{account.Id}'"))!);

        // Identity's version 3 layout: marker 1, then pseudo-random function (2 = HMAC-SHA512) and iterations, big-endian.
        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(210_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
        Assert.DoesNotContain(Calls.Password, JsonSerializer.Serialize(await own.QueryAsync<string>(
            $"select to_jsonb(u)::text from accounts.users u where id = '{account.Id}'")), StringComparison.Ordinal);
    }
}
