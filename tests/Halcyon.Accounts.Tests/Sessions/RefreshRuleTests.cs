using Halcyon.Accounts.Sessions;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public class RefreshRuleTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(60);

    [Fact]
    public void Decide_FreshToken_Rotates() => Assert.Equal(RefreshStep.Rotate, Decide(Token()));

    [Fact]
    public void Decide_UsedWithinGrace_RepeatsItsSuccessor() =>
        Assert.Equal(RefreshStep.RepeatSuccessor, Decide(Token(usedAgo: RefreshRule.Grace)));

    [Fact]
    public void Decide_UsedBeforeGrace_RevokesTheFamily() =>
        Assert.Equal(RefreshStep.RevokeFamily, Decide(Token(usedAgo: RefreshRule.Grace + TimeSpan.FromMilliseconds(1))));

    [Fact]
    public void Decide_ExpiredToken_IsRefusedUsedOrNot()
    {
        Assert.Equal(RefreshStep.Refuse, Decide(Token(expiresIn: TimeSpan.Zero)));
        Assert.Equal(RefreshStep.Refuse, Decide(Token(expiresIn: TimeSpan.Zero, usedAgo: TimeSpan.FromDays(1))));
    }

    [Fact]
    public void Decide_RevokedSession_IsRefused() =>
        Assert.Equal(RefreshStep.Refuse, RefreshRule.Decide(Token(), SessionRevoked(Now.AddDays(-1)), null, Now));

    [Fact]
    public void Decide_AccountOver_IsRefused()
    {
        Assert.Equal(RefreshStep.Refuse, RefreshRule.Decide(Token(), SessionRevoked(null), Now, Now));
        Assert.Equal(RefreshStep.Rotate, RefreshRule.Decide(Token(), SessionRevoked(null), Now.AddSeconds(1), Now));
    }

    [Fact]
    public void Successor_SameSecretAndNonce_IsTheSameAndOtherwiseNot()
    {
        var secret = RefreshSecret.New();
        var nonce = RefreshSecret.New();

        Assert.Equal(RefreshSecret.Successor(secret, nonce), RefreshSecret.Successor(secret, nonce));
        Assert.NotEqual(RefreshSecret.Successor(secret, nonce), RefreshSecret.Successor(RefreshSecret.New(), nonce));
        Assert.NotEqual(RefreshSecret.Successor(secret, nonce), RefreshSecret.Successor(secret, RefreshSecret.New()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠🧠A")]
    public void FromText_NotOneOfOurs_IsNull(string? text) => Assert.Null(RefreshSecret.FromText(text));

    private static RefreshStep Decide(RefreshToken token) => RefreshRule.Decide(token, SessionRevoked(null), null, Now);

    private static RefreshToken Token(TimeSpan? usedAgo = null, TimeSpan? expiresIn = null) => new()
    {
        TokenSha256 = new byte[32],
        SessionId = Guid.Empty,
        IssuedAt = Now.AddDays(-2),
        ExpiresAt = Now + (expiresIn ?? TimeSpan.FromDays(5)),
        UsedAt = Now - usedAgo,
    };

    private static Session SessionRevoked(DateTimeOffset? at) =>
        new()
        {
            Id = Guid.Empty,
            UserId = Guid.Empty,
            CreatedAt = Now.AddDays(-2),
            LastUsedAt = Now.AddDays(-2),
            Device = DeviceLabel.Unknown,
            Method = SignInMethod.Password,
            RevokedAt = at,
        };
}
