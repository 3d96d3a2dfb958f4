using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Halcyon.Accounts.Tests.Mfa;

public sealed class SignInWithCodeTests(HalcyonApp app)
{
    [Fact]
    public async Task Login_AccountWithApp_AsksForTheCodeAndSaysHow()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);

        using var asked = await app.SignInAsync(account, mfaCode: null);

        var problem = await ProblemAssert.IsAsync(asked, HttpStatusCode.Unauthorized, "mfa-required");
        Assert.Equal(["totp", "recovery_code"], problem.GetProperty("methods").EnumerateArray().Select(method => method.GetString()));
        var user = (await app.SignInAsync(account, authenticator.NextCode()).JsonAsync()).GetProperty("user");
        Assert.True(user.GetProperty("mfa_enabled").GetBoolean());
        Assert.True(user.GetProperty("has_password").GetBoolean());
        Assert.Equal(0, user.GetProperty("passkey_count").GetInt32());
        Assert.Equal("password totp", await MethodsAsync(account));
    }

    [Fact]
    public async Task Login_WrongPassword_IsAnsweredAsWithoutAnAppWhateverTheCode()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);

        await app.SignInAsync(account, authenticator.NextCode(), password: "not the right one").RefusedAsync(HttpStatusCode.Unauthorized, "wrong-credentials");
        await app.SignInAsync(account, mfaCode: null, password: "not the right one").RefusedAsync(HttpStatusCode.Unauthorized, "wrong-credentials");

        Assert.Equal(HttpStatusCode.OK, await app.SignInAsync(account, authenticator.NextCode()).StatusAsync());
    }

    [Fact]
    public async Task Login_CodeUsedBefore_IsWrong()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);
        await app.SignInAsync(account, authenticator.UsedCode).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");

        var code = authenticator.NextCode();
        Assert.Equal(HttpStatusCode.OK, await app.SignInAsync(account, code).StatusAsync());

        await app.SignInAsync(account, code).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Login_OneCodeManyTimesAtOnce_OpensOneSession(bool byRecoveryCode)
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);
        var code = byRecoveryCode ? authenticator.RecoveryCodes[0] : authenticator.NextCode();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.SignInAsync(account, code).StatusAsync()));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(4, statuses.Count(status => status == HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task Login_RecoveryCode_IsGoodOnceHoweverTyped()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);
        var typed = authenticator.RecoveryCodes[3].ToUpperInvariant().Replace('-', ' ');

        var signedIn = SignedIn.From(await app.SignInAsync(account, typed).JsonAsync(), account.Email);

        await app.SignInAsync(account, typed).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");
        Assert.Equal("password recovery_code", await MethodsAsync(account));
        var state = await app.GetAsync("/v1/auth/mfa", signedIn.AccessToken).JsonAsync();
        Assert.Equal(9, state.GetProperty("recovery_codes_left").GetInt32());
    }

    [Fact]
    public async Task Login_RecoveryCodeOfAnotherAccount_IsWrong()
    {
        var (account, other) = (await app.SignUpAsync(), await app.SignUpAsync());
        await app.EnrolAsync(account);
        var others = await app.EnrolAsync(other);

        await app.SignInAsync(account, others.RecoveryCodes[0]).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");
    }

    [Fact]
    public async Task Login_FiveWrongCodes_LockEvenWithThePasswordAloneGivenBetween()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);
        for (var n = 0; n < 5; n++)
        {
            await app.SignInAsync(account, mfaCode: null).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-required");
            await app.SignInAsync(account, authenticator.WrongCode()).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-wrong");
        }

        await app.SignInAsync(account, authenticator.NextCode()).RefusedAsync(HttpStatusCode.TooManyRequests, "sign-in-locked");

        Assert.Contains("account.locked:success", await app.AuditAsync(account.Id));
    }

    [Fact]
    public async Task Login_PasswordAloneManyTimes_LocksNothing()
    {
        var account = await app.SignUpAsync();
        var authenticator = await app.EnrolAsync(account);
        for (var n = 0; n < 7; n++)
            await app.SignInAsync(account, mfaCode: null).RefusedAsync(HttpStatusCode.Unauthorized, "mfa-required");

        Assert.Equal(HttpStatusCode.OK, await app.SignInAsync(account, authenticator.NextCode()).StatusAsync());
    }

    [Fact]
    public async Task Login_Codes_AppearInNoLogAndNoTableAsTheyAre()
    {
        var log = new EveryLine();
        await using var own = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        var account = await own.SignUpAsync();
        var authenticator = await own.EnrolAsync(account);
        var code = authenticator.NextCode();
        await own.SignInAsync(account, authenticator.RecoveryCodes[0]).StatusAsync();
        await own.SignInAsync(account, "4711-wrong-code").StatusAsync();
        await own.SignInAsync(account, code).StatusAsync();

        Assert.NotEmpty(log.Lines);
        var said = string.Join('\n', log.Lines);
        var stored = await own.QueryAsync<string>(
            """
            select (select json_agg(t)::text from accounts.totp t) || (select json_agg(c)::text from accounts.recovery_codes c)
                || (select json_agg(a)::text from platform.audit_entry a)
            """) + JsonSerializer.Serialize((await own.AuditRecordsAsync(account.Id)).Select(entry => entry.Details));
        string[] secrets =
        [
            code, "4711-wrong-code", Convert.ToHexStringLower(authenticator.Secret), Halcyon.Accounts.Mfa.Totp.ToText(authenticator.Secret),
            .. authenticator.RecoveryCodes, .. authenticator.RecoveryCodes.Select(recovery => recovery.Replace("-", "", StringComparison.Ordinal)),
        ];
        foreach (var secret in secrets)
        {
            // Six digits may turn up in a number or an id by chance; between quotation marks, blanks or the ends they would be the code.
            Assert.DoesNotMatch($"(^|[\\s\"'=:,]){secret}($|[\\s\"',])", said);
            Assert.DoesNotMatch($"(^|[\\s\"'=:,]){secret}($|[\\s\"',])", stored);
        }
    }

    private async Task<string> MethodsAsync(SignedIn account)
    {
        var details = (await app.AuditRecordsAsync(account.Id, "account.login")).First(entry => entry.Outcome == "success").Details!;
        return $"{details["method"]} {details["second_factor"]}";
    }

    private sealed class EveryLine : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
