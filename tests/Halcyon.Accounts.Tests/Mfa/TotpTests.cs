using System.Text;
using Halcyon.Accounts.Mfa;
using Xunit;

namespace Halcyon.Accounts.Tests.Mfa;

public sealed class TotpTests
{
    private static readonly byte[] RfcSecret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <remarks>RFC 6238, appendix B, the rows of SHA1.</remarks>
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Rfc6238AppendixB_EachTime_GivesTheCode(long unixSeconds, string expected) =>
        Assert.Equal(expected, Totp.Code(RfcSecret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixSeconds)), digits: 8));

    /// <remarks>RFC 4226, appendix D.</remarks>
    [Fact]
    public void Rfc4226AppendixD_EachCounter_GivesTheCode() =>
        Assert.Equal(
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
            Enumerable.Range(0, 10).Select(counter => Totp.Code(RfcSecret, counter)));

    /// <remarks>RFC 4648, 10, without its padding.</remarks>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Rfc4648_EachLength_IsWritten(string bytes, string expected) =>
        Assert.Equal(expected, Totp.ToText(Encoding.ASCII.GetBytes(bytes)));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void FindStep_StepsAway_OneToEitherSideCounts(int stepsAway, bool isFound)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now) + stepsAway;

        Assert.Equal(isFound ? step : null, Totp.FindStep(RfcSecret, Totp.Code(RfcSecret, step), now, after: null));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    public void FindStep_UsedStepAndAllBefore_AreSpent(int used)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var current = Totp.StepAt(now);

        for (var step = current - 1; step <= current + 1; step++)
            Assert.Equal(step > current + used, Totp.FindStep(RfcSecret, Totp.Code(RfcSecret, step), now, current + used) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("٠٠٥٩٢٤")]
    [InlineData("\0\0\0\0\0\0")]
    public void FindStep_NotSixDigits_IsNothing(string code) =>
        Assert.Null(Totp.FindStep(RfcSecret, code, DateTimeOffset.FromUnixTimeSeconds(1234567890), after: null));

    [Fact]
    public void RecoveryCode_HoweverTyped_IsTheSame()
    {
        var codes = RecoveryCode.NewSet();
        Assert.Equal(10, codes.Distinct().Count());
        foreach (var code in codes)
        {
            Assert.Matches("^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$", code);
            var plain = code.Replace("-", "", StringComparison.Ordinal);
            Assert.Equal(plain, RecoveryCode.Read(code));
            Assert.Equal(plain, RecoveryCode.Read($" {code.ToUpperInvariant().Replace('-', ' ')} "));
            Assert.Equal(plain, RecoveryCode.Read(plain.Replace('0', 'o').Replace('1', 'l')));
            Assert.Null(RecoveryCode.Read(plain + "0"));
            Assert.Null(RecoveryCode.Read(plain[1..]));
        }
    }
}
