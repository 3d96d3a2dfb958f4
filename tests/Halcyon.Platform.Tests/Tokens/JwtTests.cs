using System.Text;
using Halcyon.Platform.Tokens;
using Xunit;

namespace Halcyon.Platform.Tests.Tokens;

public class JwtTests
{
    private static readonly JwsKey Key = JwsKey.Generate();
    private static readonly JwtRules Rules = new("at+jwt", "halcyon", "here");

    /// <summary>1 800 000 000 s after the epoch.</summary>
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1800000900,"iat":1800000000}""")]
    [InlineData("""{"iss":"halcyon","aud":["there","here"],"sub":"s","exp":1800000900.5}""")]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1.8e9,"nbf":1800000000}""")]
    public void Verify_ClaimsForUsAndForNow_IsGenuine(string claims)
    {
        var verdict = Verify(claims);

        Assert.Equal(TokenRefusal.None, verdict.Refusal);
        Assert.Equal("s", verdict.Text("sub"));
    }

    [Theory]
    [InlineData("""{"iss":"other","aud":"here","sub":"s","exp":1800000900}""", TokenRefusal.WrongIssuer)]
    [InlineData("""{"aud":"here","sub":"s","exp":1800000900}""", TokenRefusal.WrongIssuer)]
    [InlineData("""{"iss":["halcyon"],"aud":"here","sub":"s","exp":1800000900}""", TokenRefusal.WrongIssuer)]
    [InlineData("""{"iss":"halcyon","aud":"there","sub":"s","exp":1800000900}""", TokenRefusal.WrongAudience)]
    [InlineData("""{"iss":"halcyon","aud":["there"],"sub":"s","exp":1800000900}""", TokenRefusal.WrongAudience)]
    [InlineData("""{"iss":"halcyon","aud":[],"sub":"s","exp":1800000900}""", TokenRefusal.WrongAudience)]
    [InlineData("""{"iss":"halcyon","aud":["\ud800",7],"sub":"s","exp":1800000900}""", TokenRefusal.WrongAudience)]
    [InlineData("""{"iss":"halcyon","sub":"s","exp":1800000900}""", TokenRefusal.WrongAudience)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s"}""", TokenRefusal.MissingClaim)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":"1800000900"}""", TokenRefusal.MissingClaim)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1e999}""", TokenRefusal.MissingClaim)]
    [InlineData("""{"iss":"halcyon","aud":"here","exp":1800000900}""", TokenRefusal.MissingClaim)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"","exp":1800000900}""", TokenRefusal.MissingClaim)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1799999000}""", TokenRefusal.Expired)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":-1}""", TokenRefusal.Expired)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1800000900,"nbf":1800000031}""", TokenRefusal.NotYetValid)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1800000900,"nbf":"soon"}""", TokenRefusal.NotYetValid)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1800000900,"iat":1800000031}""", TokenRefusal.NotYetValid)]
    [InlineData("""{"iss":"halcyon","aud":"here","sub":"s","exp":1,"exp":1800000900}""", TokenRefusal.Malformed)]
    [InlineData("""[]""", TokenRefusal.Malformed)]
    [InlineData("""not json""", TokenRefusal.Malformed)]
    [InlineData("", TokenRefusal.Malformed)]
    public void Verify_ClaimsForOthersOrAnotherTime_IsRefused(string claims, TokenRefusal expected)
    {
        var verdict = Verify(claims);

        Assert.Equal(expected, verdict.Refusal);
        Assert.Equal(default, verdict.Claims);
    }

    [Fact]
    public void Verify_AroundExpiry_AllowsForTheSkewAndNoMore()
    {
        const string Claims = """{"iss":"halcyon","aud":"here","sub":"s","exp":1800000000}""";
        var token = Sign(Claims);

        Assert.Equal(TokenRefusal.None, Jwt.Verify(token, [Key], Rules, Now + Rules.ClockSkew - TimeSpan.FromMilliseconds(1)).Refusal);
        Assert.Equal(TokenRefusal.Expired, Jwt.Verify(token, [Key], Rules, Now + Rules.ClockSkew).Refusal);
        Assert.InRange(Rules.ClockSkew, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Verify_TokenOfAnotherType_IsRefused()
    {
        var badge = CompactJws.Sign(Key, "vc+jwt", """{"iss":"halcyon","aud":"here","sub":"s","exp":1800000900}"""u8);

        Assert.Equal(TokenRefusal.WrongType, Jwt.Verify(badge, [Key], Rules, Now).Refusal);
    }

    private static string Sign(string claims) => CompactJws.Sign(Key, Rules.Type, Encoding.UTF8.GetBytes(claims));

    private static JwtVerdict Verify(string claims) => Jwt.Verify(Sign(claims), [Key], Rules, Now);
}
