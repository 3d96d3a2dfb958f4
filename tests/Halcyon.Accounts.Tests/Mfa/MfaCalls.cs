using System.Net;
using Halcyon.Accounts.Mfa;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Mfa;

/// <param name="UsedCode">The one that confirmed it.</param>
/// <param name="RecoveryCodes">As they were shown.</param>
internal sealed record Authenticator(byte[] Secret, string UsedCode, string[] RecoveryCodes)
{
    /// <summary>The code of the step after this one: the present one was used to confirm.</summary>
    public string NextCode() => Totp.Code(Secret, Totp.StepAt(DateTimeOffset.UtcNow) + 1);

    /// <summary>A code that is none of those in force.</summary>
    public string WrongCode()
    {
        var step = Totp.StepAt(DateTimeOffset.UtcNow);
        var inForce = Enumerable.Range(-2, 5).Select(away => Totp.Code(Secret, step + away)).ToHashSet();
        return Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), 6)).First(code => !inForce.Contains(code));
    }
}

internal static class MfaCalls
{
    public const string Login = "/v1/auth/login";

    public static async Task<Authenticator> EnrolAsync(this HalcyonApp app, SignedIn account)
    {
        var begun = await app.PostAsync("/v1/auth/mfa/totp", new { password = Calls.Password }, account.AccessToken).JsonAsync();
        var secret = FromBase32(begun.GetProperty("secret").GetString()!);
        var code = Totp.Code(secret, Totp.StepAt(DateTimeOffset.UtcNow));
        var confirmed = await app.PostAsync("/v1/auth/mfa/totp/confirm", new { code }, account.AccessToken).JsonAsync();
        return new Authenticator(secret, code, [.. confirmed.GetProperty("recovery_codes").EnumerateArray().Select(item => item.GetString()!)]);
    }

    public static Task<HttpResponseMessage> SignInAsync(this HalcyonApp app, SignedIn account, string? mfaCode, string password = Calls.Password) =>
        app.PostAsync(Login, new { email = account.Email, password, mfa_code = mfaCode });

    public static async Task RefusedAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, string code)
    {
        using var response = await sending;
        await ProblemAssert.IsAsync(response, status, code);
    }

    /// <summary>As if minutes had passed since the last code.</summary>
    public static Task ForgetStepAsync(this HalcyonApp app, SignedIn account) =>
        app.QueryAsync<object>($"update accounts.totp set last_step = last_step - 10 where user_id = '{account.Id}'");

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(letter =>
            Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        Assert.Equal(160, bits.Length);
        return [.. bits.Chunk(8).Select(octet => Convert.ToByte(new string(octet), 2))];
    }
}
